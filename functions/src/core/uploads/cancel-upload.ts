import type { CallableRequest } from '@pacs/shared/callables';
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

/** The ticket goes first: from then on no ingest of its bundles can commit, and rules refuse new objects. */
export async function dropTicket(ports: DropTicketPorts, uploadId: string): Promise<void> {
  const found = await ports.uploads.get(uploadId);
  await ports.uploads.remove(uploadId);
  await ports.bundles.removeAll(`${uploadId}/`);
  for (const studyId of found?.upload.studyIds ?? [])
    await noLongerReceiving(ports.studies, studyId, uploadId);
}
