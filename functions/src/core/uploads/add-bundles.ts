import type { CallableRequest, CallableResponse } from '@pacs/shared/callables';
import { AppError } from '@pacs/shared/errors';
import { limits } from '@pacs/shared/limits';
import type { Clock, Random, StudyStore, UploadStore } from '../ports.ts';
import { announcedBundles, keepToQuota } from './announced-bundles.ts';
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
  const { names, bundles } = announcedBundles(ports.random, request.bundles);
  for (let attempt = 0; attempt < triesOnConflict; attempt += 1) {
    const { upload, version } = await ownTicket(ports.uploads, ownerUid, request.uploadId);
    const isOpen = upload.state === 'open' && upload.closedAtMs === undefined;
    if (!isOpen || ports.clock.now() >= upload.expiresAtMs) throw new AppError('upload-closed');
    const present = Object.values(upload.bundles);
    if (present.length + names.length > limits.bundlesPerUpload) throw new AppError('too-large');
    if ((await ports.uploads.update(request.uploadId, { bundles }, version)) === 'done') {
      await keepToQuota(ports, ownerUid, request.uploadId, names);
      return { bucket: upload.bucket, names };
    }
  }
  throw new AppError('conflict');
}
