/** Unfinished uploads in IndexedDB: what a later session of this page needs to go on. */
import { openDB } from 'idb';
import type { DBSchema, IDBPDatabase } from 'idb';
import { z } from 'zod';
import type { SessionStore, StoredUpload } from '../core/ports.ts';

interface Schema extends DBSchema {
  uploads: { key: string; value: unknown };
}

/** Another version of the page may have written it. */
const Kept: z.ZodType<StoredUpload> = z.object({
  uploadId: z.string(),
  ownerUid: z.string(),
  expiresAtMs: z.number(),
  stored: z.array(z.string()),
  abandoned: z.array(z.string()),
  bundles: z.array(
    z.object({
      files: z.array(z.string()),
      name: z.string(),
      bucket: z.string(),
      bytes: z.number(),
      session: z.string().exactOptional(),
      sent: z.boolean(),
      isCoded: z.boolean().exactOptional(),
    }),
  ),
});

/** Works without a database too (private windows refuse one): then nothing outlives the page. */
export function sessionDb(): SessionStore {
  let opening: Promise<IDBPDatabase<Schema> | undefined> | undefined;
  const open = (): Promise<IDBPDatabase<Schema> | undefined> =>
    (opening ??= openDB<Schema>('pacs-uploads', 1, {
      upgrade(db) {
        db.createObjectStore('uploads');
      },
    }).catch(() => undefined));

  return {
    async save(upload) {
      await (await open())?.put('uploads', upload, upload.uploadId);
    },
    async remove(uploadId) {
      await (await open())?.delete('uploads', uploadId);
    },
    async all() {
      const kept = (await (await open())?.getAll('uploads')) ?? [];
      return kept.flatMap((value) => Kept.safeParse(value).data ?? []);
    },
  };
}
