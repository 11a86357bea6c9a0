import { AppError } from '@pacs/shared/errors';
import type { UploadDocument } from '@pacs/shared/documents';
import type { UploadStore, Version } from '../ports.ts';

/** The caller's ticket; another's is as missing as none. */
export async function ownTicket(
  uploads: UploadStore,
  ownerUid: string,
  uploadId: string,
): Promise<{ upload: UploadDocument; version: Version }> {
  const found = await uploads.get(uploadId);
  if (found?.upload.ownerUid !== ownerUid) throw new AppError('not-found');
  return found;
}
