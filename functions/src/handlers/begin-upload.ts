import { beginUpload as core } from '../core/uploads/begin-upload.ts';
import type { CallableHandler } from '../https.ts';
import { ports } from '../wiring.ts';

export const beginUpload: CallableHandler<'beginUpload'> = (request, caller) =>
  core(ports(), caller.uid, request);
