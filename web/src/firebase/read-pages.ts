/** Pages of the caller's own documents, newest first, read once and parsed. */
import type { DocumentSnapshot } from 'firebase/firestore';
import { firestore } from './clients.ts';
import type { Read, Row } from './watch.ts';

export interface PageQuery {
  collectionPath: string;
  ownerUid: string;
  /** Fields that have to be equal. */
  equal: Readonly<Record<string, string | undefined>>;
  /** The field that says when, in milliseconds, and from when on. */
  time: { field: string; sinceMs: number };
  rows: number;
}

export interface Page<T> {
  rows: Row<T>[];
  /** undefined: this was the last. */
  next: (() => Promise<Page<T>>) | undefined;
}

/** Throws what Firestore throws. Documents of a shape that this version does not know are left out. */
export async function readPage<T>(
  wanted: PageQuery,
  read: Read<T>,
  after?: DocumentSnapshot,
): Promise<Page<T>> {
  const [sdk, db] = await Promise.all([import('firebase/firestore'), firestore()]);
  const { collectionPath, ownerUid, equal, time, rows } = wanted;
  // Without a line the cache would answer, which is empty.
  const found = await sdk.getDocsFromServer(
    sdk.query(
      sdk.collection(db, collectionPath),
      sdk.where('ownerUid', '==', ownerUid),
      ...Object.entries(equal).flatMap(([field, value]) =>
        value === undefined ? [] : [sdk.where(field, '==', value)],
      ),
      sdk.where(time.field, '>=', time.sinceMs),
      sdk.orderBy(time.field, 'desc'),
      ...(after === undefined ? [] : [sdk.startAfter(after)]),
      sdk.limit(rows),
    ),
  );
  const last = found.docs.at(-1);
  return {
    rows: found.docs.flatMap((one) => {
      const data = read(one.data(), one.id);
      return data === undefined ? [] : [{ id: one.id, data }];
    }),
    next: last === undefined || found.size < rows ? undefined : () => readPage(wanted, read, last),
  };
}
