import type { CallableRequest } from '@pacs/shared/callables';
import type { Clock, StudyStore, UploadStore } from '../ports.ts';
import { ownTicket } from './own-ticket.ts';
import { settleUpload } from './settle-upload.ts';

/** Idempotent. Errors: not-found. */
export async function finishUpload(
  ports: { uploads: UploadStore; studies: StudyStore; clock: Clock },
  ownerUid: string,
  { uploadId }: CallableRequest<'finishUpload'>,
): Promise<void> {
  const { upload } = await ownTicket(ports.uploads, ownerUid, uploadId);
  if (upload.closedAtMs === undefined)
    await ports.uploads.update(uploadId, { closedAtMs: ports.clock.now() });
  await settleUpload(ports, uploadId);
}
