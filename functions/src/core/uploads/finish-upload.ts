import type { CallableRequest } from '@pacs/shared/callables';
import type { BundleState } from '@pacs/shared/documents';
import { AppError } from '@pacs/shared/errors';
import type { Clock, StudyStore, UploadStore } from '../ports.ts';
import { ownTicket } from './own-ticket.ts';
import { settleUpload } from './settle-upload.ts';

const triesOnConflict = 16;

/** Idempotent; bundles named as abandoned are awaited no longer. Errors: not-found. */
export async function finishUpload(
  ports: { uploads: UploadStore; studies: StudyStore; clock: Clock },
  ownerUid: string,
  { uploadId, abandoned }: CallableRequest<'finishUpload'>,
): Promise<void> {
  for (let attempt = 0; attempt < triesOnConflict; attempt += 1) {
    const { upload, version } = await ownTicket(ports.uploads, ownerUid, uploadId);
    const bundles: Record<string, BundleState> = {};
    for (const name of abandoned) {
      const bundle = upload.bundles[name];
      if (bundle?.state === 'awaited') bundles[name] = { ...bundle, state: 'failed' };
    }
    const closedAtMs = upload.closedAtMs ?? ports.clock.now();
    if ((await ports.uploads.update(uploadId, { closedAtMs, bundles }, version)) === 'done') {
      await settleUpload(ports, uploadId);
      return;
    }
  }
  throw new AppError('conflict');
}
