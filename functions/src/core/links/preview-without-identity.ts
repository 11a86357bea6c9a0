import type { CallableRequest, CallableResponse } from '@pacs/shared/callables';
import { AppError } from '@pacs/shared/errors';
import { loadStudy } from '../access/load-study.ts';
import { leftOutWithoutIdentity } from '../access/without-identity/without-identity.ts';
import type { StudyStore } from '../ports.ts';

/** What a link without identity would leave out today. Errors: not-found, also for what is another's. */
export async function previewWithoutIdentity(
  { studies }: { studies: StudyStore },
  ownerUid: string,
  { studyId }: CallableRequest<'previewWithoutIdentity'>,
): Promise<CallableResponse<'previewWithoutIdentity'>> {
  const loaded = await loadStudy(studies, studyId);
  if (loaded?.study.ownerUid !== ownerUid) throw new AppError('not-found');
  const { series } = leftOutWithoutIdentity(loaded, undefined);
  return { series: [...series].map(([id, reasons]) => ({ id, leftOut: [...reasons] })) };
}
