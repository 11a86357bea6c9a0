import type { CallableRequest } from '@pacs/shared/callables';
import { searchText } from '@pacs/shared/dicom/search-text';
import type { StudyDocument } from '@pacs/shared/documents';
import { AppError } from '@pacs/shared/errors';
import type { Clock, StudyStore } from '../ports.ts';

const triesOnConflict = 40;
const maxAccepted = 16;

/**
 * Takes the owner's word that the whole study is one patient's, and keeps what contradicted as accepted, so that a
 * further file of the same kind raises nothing. No file is changed.
 * Errors: not-found; conflict (what contradicts is no longer what the owner saw); invalid-argument.
 */
export async function resolveIdentity(
  ports: { studies: StudyStore; clock: Clock },
  ownerUid: string,
  { studyId, identity, seen }: CallableRequest<'resolveIdentity'>,
): Promise<void> {
  for (let attempt = 0; attempt < triesOnConflict; attempt += 1) {
    const stored = await ports.studies.get(studyId);
    if (stored?.study.ownerUid !== ownerUid || stored.study.state === 'deleting')
      throw new AppError('not-found');
    const nowMs = ports.clock.now();
    const resolved = resolvedStudy(stored.study, identity, seen, nowMs);
    const result = await ports.studies.replace(studyId, resolved, stored.version, {
      ownerUid,
      studyId,
      action: 'identity-resolved',
      actor: { kind: 'owner', uid: ownerUid },
      outcome: 'success',
      atMs: nowMs,
    });
    if (result === 'done') return;
    await ports.clock.wait(25 * (attempt + 1));
  }
  throw new AppError('conflict');
}

function resolvedStudy(study: StudyDocument, choice: number, seen: number, nowMs: number): StudyDocument {
  const { identityConflict = [], ...rest } = study;
  if (identityConflict.length !== seen) throw new AppError('conflict');
  const all = [study.identity, ...identityConflict];
  const identity = all[choice];
  if (!identity) throw new AppError('invalid-argument');
  const others = all.filter((_, number) => number !== choice);
  const acceptedIdentities = [...(study.acceptedIdentities ?? []), ...others].slice(-maxAccepted);
  return {
    ...rest,
    identity,
    acceptedIdentities,
    searchText: searchText(
      [identity, ...acceptedIdentities],
      study.description,
      study.modalities,
      study.series,
    ),
    updatedAtMs: nowMs,
  };
}
