/** Bundles of a ticket that are to come: random names, exact sizes, within the owner's quota. */
import type { CallableRequest } from '@pacs/shared/callables';
import type { BundleState } from '@pacs/shared/documents';
import { AppError } from '@pacs/shared/errors';
import { limits } from '@pacs/shared/limits';
import type { Random, StudyStore, UploadStore } from '../ports.ts';
import { newName } from '../tokens.ts';

export interface AnnouncedBundles {
  /** In the order of their sizes. */
  names: string[];
  bundles: Record<string, BundleState>;
}

export function announcedBundles(
  random: Random,
  sizes: CallableRequest<'addBundles'>['bundles'],
): AnnouncedBundles {
  const made = sizes.map(({ bytes }) => [newName(random), { bytes, state: 'awaited' as const }] as const);
  return { names: made.map(([name]) => name), bundles: Object.fromEntries(made) };
}

/**
 * Counted after writing, so that of tickets filled at once the later one sees the other. Nobody has been told the
 * names of what is taken back. Errors: quota-exceeded.
 */
export async function keepToQuota(
  ports: { studies: StudyStore; uploads: UploadStore },
  ownerUid: string,
  uploadId: string,
  names: string[],
): Promise<void> {
  const [storedBytes, awaitedBytes] = await Promise.all([
    ports.studies.storedBytes(ownerUid),
    ports.uploads.awaitedBytes(ownerUid),
  ]);
  if (storedBytes + awaitedBytes <= limits.quotaBytesPerUser) return;
  await ports.uploads.update(uploadId, { withdrawn: names });
  throw new AppError('quota-exceeded');
}
