import type { UploadDocument } from '@pacs/shared/documents';
import { AppError } from '@pacs/shared/errors';
import type { StudyStore, UploadStore } from '../ports.ts';

const triesOnConflict = 16;

/** True once nothing more can come from the ticket. */
function isSettled(upload: UploadDocument): boolean {
  return (
    upload.closedAtMs !== undefined && Object.values(upload.bundles).every(({ state }) => state !== 'awaited')
  );
}

/**
 * Ends an upload that was closed by its client and of which no bundle is awaited, and then the studies'
 * "receiving". Called after every bundle and after closing; whoever comes last finds it complete.
 */
export async function settleUpload(
  ports: { uploads: UploadStore; studies: StudyStore },
  uploadId: string,
): Promise<void> {
  const found = await ports.uploads.get(uploadId);
  if (!found || !isSettled(found.upload)) return;
  for (const studyId of found.upload.studyIds) await noLongerReceiving(ports.studies, studyId, uploadId);
  // A conflict here means that the ticket went: as settled as can be.
  if (found.upload.state === 'open') await ports.uploads.update(uploadId, { state: 'finished' });
}

/** Takes the upload from the study's open ones. */
export async function noLongerReceiving(
  studies: StudyStore,
  studyId: string,
  uploadId: string,
): Promise<void> {
  for (let attempt = 0; attempt < triesOnConflict; attempt += 1) {
    const stored = await studies.get(studyId);
    if (!stored || stored.study.state === 'deleting') return;
    if (!stored.study.openUploads.includes(uploadId)) return;
    const openUploads = stored.study.openUploads.filter((open) => open !== uploadId);
    const state = openUploads.length === 0 ? 'ready' : stored.study.state;
    const result = await studies.replace(studyId, { ...stored.study, openUploads, state }, stored.version);
    if (result === 'done') return;
  }
  throw new AppError('conflict', { detail: 'study kept changing' });
}
