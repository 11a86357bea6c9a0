import { deleteStudy as core } from '../core/studies/delete-study.ts';
import type { CallableHandler } from '../https.ts';
import { ports } from '../wiring.ts';

export const deleteStudy: CallableHandler<'deleteStudy'> = async ({ studyId }, caller) => {
  await core(ports(), caller.uid, studyId);
  return { ok: true };
};
