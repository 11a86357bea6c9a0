import { deleteStudy as core } from '../core/studies/delete-study.ts';
import type { CallableHandler } from '../https.ts';
import { storagePorts } from '../wiring-storage.ts';

export const deleteStudy: CallableHandler<'deleteStudy'> = async ({ studyId }, caller) => {
  await core(storagePorts(), caller.uid, studyId);
  return { ok: true };
};
