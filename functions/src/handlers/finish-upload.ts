import { finishUpload as core } from '../core/uploads/finish-upload.ts';
import type { CallableHandler } from '../https.ts';
import { ports } from '../wiring.ts';

export const finishUpload: CallableHandler<'finishUpload'> = async (request, caller) => {
  await core(ports(), caller.uid, request);
  return { ok: true };
};
