/** Both buckets. Names come from shared/paths; nothing here makes one up. */
import { AppError } from '@pacs/shared/errors';
import type { bucket as bucketOf } from './storage-client.ts';
import type { BundleStore, ObjectPage, PackStore } from '../core/ports.ts';

type Bucket = ReturnType<typeof bucketOf>;

const httpCode = (cause: unknown) => (cause instanceof Error && 'code' in cause ? cause.code : undefined);
const isMissing = (cause: unknown) => httpCode(cause) === 404;

async function listPage(bucket: Bucket, pageToken: string | undefined): Promise<ObjectPage> {
  const [files, query] = await bucket.getFiles({
    autoPaginate: false,
    maxResults: 1000,
    ...(pageToken !== undefined && { pageToken }),
  });
  return {
    objects: files.map(({ name, metadata }) => ({
      name,
      createdAtMs: Date.parse(metadata.timeCreated ?? ''),
    })),
    next: query.pageToken,
  };
}

const remove = async (bucket: Bucket, name: string) => {
  await bucket.file(name).delete({ ignoreNotFound: true });
};

const removeAll = async (bucket: Bucket, prefix: string) => {
  await bucket.deleteFiles({ prefix, force: true });
};

export function storageBundles(bucket: Bucket): BundleStore {
  return {
    async read(name, maxBytes) {
      const file = bucket.file(name);
      try {
        const [metadata] = await file.getMetadata();
        if (Number(metadata.size ?? 0) > maxBytes) throw new AppError('too-large');
        const [bytes] = await file.download({ validation: 'crc32c' });
        return bytes;
      } catch (cause) {
        if (isMissing(cause)) return undefined;
        throw cause;
      }
    },
    async stripToken(name) {
      try {
        await bucket.file(name).setMetadata({ metadata: { firebaseStorageDownloadTokens: null } });
      } catch (cause) {
        if (!isMissing(cause)) throw cause;
      }
    },
    exists: async (name) => (await bucket.file(name).exists())[0],
    remove: (name) => remove(bucket, name),
    removeAll: (prefix) => removeAll(bucket, prefix),
    list: (page) => listPage(bucket, page),
  };
}

export function storagePacks(bucket: Bucket): PackStore {
  return {
    async put(name, bytes) {
      await bucket.file(name).save(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), {
        resumable: false,
        validation: 'crc32c',
        preconditionOpts: { ifGenerationMatch: 0 },
        contentType: 'application/octet-stream',
        metadata: { cacheControl: 'private, no-store, no-transform' },
      });
    },
    async read(name, at, bytes) {
      if (bytes === 0) return new Uint8Array();
      const [range] = await bucket.file(name).download({ start: at, end: at + bytes - 1, validation: false });
      return range;
    },
    remove: (name) => remove(bucket, name),
    removeAll: (prefix) => removeAll(bucket, prefix),
    list: (page) => listPage(bucket, page),
  };
}
