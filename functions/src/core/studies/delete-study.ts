import { AppError } from '@pacs/shared/errors';
import { objectNames } from '@pacs/shared/paths';
import type { BundleStore, Clock, PackStore, StudyStore, UploadStore, Version } from '../ports.ts';
import type { LinkStore } from '../links/link-ports.ts';
import { dropTicket } from '../uploads/cancel-upload.ts';

export interface DeleteStudyPorts {
  studies: StudyStore;
  uploads: UploadStore;
  bundles: BundleStore;
  links: LinkStore;
  packs: PackStore;
  clock: Clock;
}

const triesOnConflict = 40;

/** Errors: not-found, study-held. Everything of the study is gone when it resolves; where it breaks off, the sweep goes on. */
export async function deleteStudy(ports: DeleteStudyPorts, ownerUid: string, studyId: string): Promise<void> {
  await setTombstone(ports, ownerUid, studyId);
  await finishDeleting(ports, studyId);
}

/** Who wants it gone, if not its owner by hand; a legal hold keeps it but from the end of its account. */
interface DeletionCause {
  by: 'retention' | 'account';
  /** Only as it is at this version; else it is left. */
  only?: Version;
}

/** Errors: not-found, study-held. */
export async function setTombstone(
  ports: Pick<DeleteStudyPorts, 'studies' | 'clock'>,
  ownerUid: string,
  studyId: string,
  cause?: DeletionCause,
): Promise<void> {
  for (let attempt = 0; attempt < triesOnConflict; attempt += 1) {
    const stored = await ports.studies.get(studyId);
    if (stored?.study.ownerUid !== ownerUid) throw new AppError('not-found');
    if (stored.study.state === 'deleting') return;
    if (stored.study.keeping?.hold && cause?.by !== 'account') throw new AppError('study-held');
    if (cause?.only !== undefined && stored.version !== cause.only) throw new AppError('conflict');
    const tombstone = {
      ...stored.study,
      state: 'deleting' as const,
      ...(cause && { deletedBy: cause.by }),
      updatedAtMs: ports.clock.now(),
    };
    if ((await ports.studies.replace(studyId, tombstone, stored.version)) === 'done') return;
    await ports.clock.wait(25 * (attempt + 1));
  }
  throw new AppError('conflict');
}

/**
 * Behind the tombstone, each step safe to repeat: tickets (so that nothing under way can bring the study back),
 * links, objects, and at last the documents. Another run may end this life at any moment, and the study be
 * uploaded again: no step touches what can belong to the next one.
 */
export async function finishDeleting(ports: DeleteStudyPorts, studyId: string): Promise<void> {
  const stored = await ports.studies.get(studyId);
  if (stored?.study.state !== 'deleting') return;
  const { ownerUid, incarnation, deletedBy } = stored.study;
  const tickets = await ports.uploads.ofStudy(ownerUid, studyId);
  // Still there after listing them: none of them can have been made for a life after this one.
  if ((await ports.studies.get(studyId))?.version !== stored.version) return;
  for (const uploadId of tickets) await dropTicket(ports, uploadId);
  await ports.links.removeOfStudy(ownerUid, studyId, incarnation);
  await ports.packs.removeAll(objectNames.lifePrefix(studyId, incarnation));
  await ports.studies.remove(studyId, stored.version, {
    ownerUid,
    studyId,
    action: 'study-deleted',
    actor: deletedBy === 'retention' ? { kind: 'system' } : { kind: 'owner', uid: ownerUid },
    outcome: 'success',
    atMs: ports.clock.now(),
  });
}
