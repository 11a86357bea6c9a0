import { cancelUpload as core } from '../core/uploads/cancel-upload.ts';
import type { CallableHandler } from '../https.ts';
import { storagePorts } from '../wiring-storage.ts';

export const cancelUpload: CallableHandler<'cancelUpload'> = async (request, caller) => {
  await core(storagePorts(), caller.uid, request);
  return { ok: true };
};
