import type { CallableRequest } from '@pacs/shared/callables';
import { AppError } from '@pacs/shared/errors';
import type { BundleStore, StudyStore, UploadStore } from '../ports.ts';
import { ownTicket } from './own-ticket.ts';
import { noLongerReceiving } from './settle-upload.ts';

export interface DropTicketPorts {
  uploads: UploadStore;
  studies: StudyStore;
  bundles: BundleStore;
}

/** Errors: not-found. What is in a study already stays. */
export async function cancelUpload(
  ports: DropTicketPorts,
  ownerUid: string,
  { uploadId }: CallableRequest<'cancelUpload'>,
): Promise<void> {
  await ownTicket(ports.uploads, ownerUid, uploadId);
  await dropTicket(ports, uploadId);
}

const triesOnConflict = 16;

/**
 * Cancelled first: from then on no ingest of its bundles begins a commit, and rules refuse new objects. The ticket
 * goes last, unchanged since it was read: a commit that was under way has by then told which study it reached.
 * Where this breaks off, the sweep goes on.
 */
export async function dropTicket(ports: DropTicketPorts, uploadId: string): Promise<void> {
  for (let attempt = 0; attempt < triesOnConflict; attempt += 1) {
    const found = await ports.uploads.head(uploadId);
    if (found && found.state !== 'cancelled') {
      await ports.uploads.update(uploadId, { state: 'cancelled' });
      continue;
    }
    await ports.bundles.removeAll(`${uploadId}/`);
    if (!found) return;
    for (const studyId of found.studyIds) await noLongerReceiving(ports.studies, studyId, uploadId);
    if ((await ports.uploads.remove(uploadId, found.version)) === 'done') return;
  }
  throw new AppError('conflict');
}
