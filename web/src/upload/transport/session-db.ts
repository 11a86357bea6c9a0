/** Unfinished uploads in IndexedDB: what a later session of this page needs to go on. */
import { openDB } from 'idb';
import type { DBSchema, IDBPDatabase } from 'idb';
import { z } from 'zod';
import type { SessionStore, StoredUpload } from '../core/ports.ts';

interface Schema extends DBSchema {
  uploads: { key: string; value: unknown };
  handles: { key: string; value: FileSystemHandle[] };
}

/** Another version of the page may have written it. */
const Kept: z.ZodType<StoredUpload> = z.object({
  uploadId: z.string(),
  ownerUid: z.string(),
  expiresAtMs: z.number(),
  stored: z.array(z.string()),
  rest: z.array(z.string()),
  abandoned: z.array(z.string()),
  studyMark: z.string(),
  leftOut: z.number(),
  missingByDirectory: z.number(),
  isPaused: z.boolean(),
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
    (opening ??= openDB<Schema>('pacs-uploads', 2, {
      upgrade(db) {
        for (const name of ['uploads', 'handles'] as const)
          if (!db.objectStoreNames.contains(name)) db.createObjectStore(name);
      },
      // The browser has closed it: the next one asks for it anew.
      terminated() {
        opening = undefined;
      },
    }).catch(() => undefined));

  return {
    async save(upload) {
      await (await open())?.put('uploads', upload, upload.uploadId);
    },
    async keepHandles(uploadId, handles) {
      await (await open())?.put('handles', [...handles], uploadId);
    },
    async handles(uploadId) {
      const db = await open();
      // A handle that another version of the browser wrote may not come back.
      return (await db?.get('handles', uploadId).catch(() => [])) ?? [];
    },
    async remove(uploadId) {
      const db = await open();
      await Promise.all([db?.delete('handles', uploadId), db?.delete('uploads', uploadId)]);
    },
    async all() {
      const kept = (await (await open())?.getAll('uploads')) ?? [];
      return kept.flatMap((value) => Kept.safeParse(value).data ?? []);
    },
    async clear() {
      const db = await open();
      await Promise.all([db?.clear('handles'), db?.clear('uploads')]);
    },
  };
}
