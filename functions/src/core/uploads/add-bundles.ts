import type { CallableRequest, CallableResponse } from '@pacs/shared/callables';
import type { BundleState } from '@pacs/shared/documents';
import { AppError } from '@pacs/shared/errors';
import { limits } from '@pacs/shared/limits';
import type { Clock, Random, StudyStore, UploadStore } from '../ports.ts';
import { newName } from '../tokens.ts';
import { ownTicket } from './own-ticket.ts';

export interface AddBundlesPorts {
  uploads: UploadStore;
  studies: StudyStore;
  clock: Clock;
  random: Random;
}

const triesOnConflict = 8;

/** Errors: not-found, upload-closed, too-large (more bundles than a ticket holds), quota-exceeded, conflict. */
export async function addBundles(
  ports: AddBundlesPorts,
  ownerUid: string,
  request: CallableRequest<'addBundles'>,
): Promise<CallableResponse<'addBundles'>> {
  const names = request.bundles.map(() => newName(ports.random));
  for (let attempt = 0; attempt < triesOnConflict; attempt += 1) {
    const { upload, version } = await ownTicket(ports.uploads, ownerUid, request.uploadId);
    const isOpen = upload.state === 'open' && upload.closedAtMs === undefined;
    if (!isOpen || ports.clock.now() >= upload.expiresAtMs) throw new AppError('upload-closed');
    const present = Object.values(upload.bundles);
    if (present.length + names.length > limits.bundlesPerUpload) throw new AppError('too-large');
    const bundles: Record<string, BundleState> = {};
    request.bundles.forEach(({ bytes }, i) => {
      bundles[names[i] ?? ''] = { bytes, state: 'awaited' };
    });
    if ((await ports.uploads.update(request.uploadId, { bundles }, version)) === 'done') {
      await keepToQuota(ports, ownerUid, request.uploadId, bundles);
      return { bucket: upload.bucket, names };
    }
  }
  throw new AppError('conflict');
}

/**
 * Counted after writing, so that of tickets filled at once the later one sees the other. Nobody has been told the
 * names of what is taken back.
 */
async function keepToQuota(
  ports: AddBundlesPorts,
  ownerUid: string,
  uploadId: string,
  bundles: Record<string, BundleState>,
): Promise<void> {
  const [storedBytes, awaitedBytes] = await Promise.all([
    ports.studies.storedBytes(ownerUid),
    ports.uploads.awaitedBytes(ownerUid),
  ]);
  if (storedBytes + awaitedBytes <= limits.quotaBytesPerUser) return;
  await ports.uploads.update(uploadId, { withdrawn: Object.keys(bundles) });
  throw new AppError('quota-exceeded');
}
