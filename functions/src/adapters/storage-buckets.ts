/** Both buckets. Names come from shared/paths; nothing here makes one up. */
import { AppError } from '@pacs/shared/errors';
import { z } from 'zod';
import type { bucket as bucketOf } from './storage-client.ts';
import { type PutPatience, putObject } from './put-object.ts';
import { thrownAfter, triesAfter } from '../core/ingest/bundle-tries.ts';
import type { BundleSource, BundleStore, ObjectPage, PackStore } from '../core/ports.ts';

type Bucket = ReturnType<typeof bucketOf>;

const httpCode = (cause: unknown) => (cause instanceof Error && 'code' in cause ? cause.code : undefined);
const isMissing = (cause: unknown) => httpCode(cause) === 404;

/** The client's types say that there is always one; with the last page comes null. */
const Following = z.object({ pageToken: z.string().optional() }).nullable();

async function listPage(
  bucket: Bucket,
  pageToken: string | undefined,
  startOffset?: string,
): Promise<ObjectPage> {
  const [files, following] = await bucket.getFiles({
    autoPaginate: false,
    maxResults: 1000,
    ...(pageToken !== undefined && { pageToken }),
    ...(startOffset !== undefined && { startOffset }),
  });
  return {
    objects: files.map(({ name, metadata }) => ({
      name,
      createdAtMs: Date.parse(metadata.timeCreated ?? ''),
    })),
    next: Following.parse(following)?.pageToken,
  };
}

const remove = async (bucket: Bucket, name: string) => {
  await bucket.file(name).delete({ ignoreNotFound: true });
};

const removeAll = async (bucket: Bucket, prefix: string) => {
  await bucket.deleteFiles({ prefix, force: true });
};

/** The checksum can be compared only where all is read. */
function sourceOf(file: ReturnType<Bucket['file']>, bytes: number): BundleSource {
  return {
    bytes,
    async read(at, length) {
      const end = Math.min(at + length, bytes);
      const range = new Uint8Array(Math.max(0, end - at));
      if (range.length === 0) return range;
      const isWhole = range.length === bytes;
      const stream = file.createReadStream(
        isWhole ? { validation: 'crc32c' } : { start: at, end: end - 1, validation: false },
      );
      let done = 0;
      for await (const chunk of stream as AsyncIterable<Uint8Array>) {
        range.set(chunk, done);
        done += chunk.length;
      }
      if (done !== range.length) throw new AppError('unavailable', { detail: 'the bundle was cut' });
      return range;
    },
  };
}

export function storageBundles(bucket: Bucket): BundleStore {
  return {
    async takeUp(name) {
      const file = bucket.file(name);
      try {
        const [{ size, metadata, timeCreated }] = await file.getMetadata();
        const { tries, thrown } = triesAfter(metadata);
        await file.setMetadata({
          metadata: { firebaseStorageDownloadTokens: null, tries: String(tries), thrown: String(thrown) },
        });
        const createdAtMs = Date.parse(timeCreated ?? '');
        return { source: sourceOf(file, Number(size ?? 0)), tries, thrown, createdAtMs };
      } catch (cause) {
        if (isMissing(cause)) return undefined;
        throw cause;
      }
    },
    async countThrow(name) {
      const file = bucket.file(name);
      const [{ metadata }] = await file.getMetadata();
      await file.setMetadata({ metadata: { thrown: String(thrownAfter(metadata)) } });
    },
    exists: async (name) => (await bucket.file(name).exists())[0],
    remove: (name) => remove(bucket, name),
    removeAll: (prefix) => removeAll(bucket, prefix),
    list: (page) => listPage(bucket, page),
  };
}

export function storagePacks(bucket: Bucket, patience?: PutPatience): PackStore {
  return {
    put: (name, parts) => putObject(bucket.file(name), parts, patience),
    async read(name, at, bytes) {
      if (bytes === 0) return new Uint8Array();
      const [range] = await bucket.file(name).download({ start: at, end: at + bytes - 1, validation: false });
      return range;
    },
    remove: (name) => remove(bucket, name),
    removeAll: (prefix) => removeAll(bucket, prefix),
    list: (page, from) => listPage(bucket, page, from),
  };
}
