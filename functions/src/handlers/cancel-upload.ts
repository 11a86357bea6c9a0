import { cancelUpload as core } from '../core/uploads/cancel-upload.ts';
import type { CallableHandler } from '../https.ts';
import { ports } from '../wiring.ts';

export const cancelUpload: CallableHandler<'cancelUpload'> = async (request, caller) => {
  await core(ports(), caller.uid, request);
  return { ok: true };
};
