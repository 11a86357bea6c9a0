import { firestore } from './clients.ts';
import { newsOfQuery, subscribe, type Read, type Row, type Stop, type Watcher } from './watch.ts';

export interface FirstQuery {
  collectionPath: string;
  /** Fields that have to be equal. */
  equal?: Readonly<Record<string, string | boolean>>;
  sortBy: string;
  direction: 'asc' | 'desc';
  /** At most so many, 100 by the rules. */
  rows: number;
}

/** Follows the first documents of a collection in an order. Those of a shape that this version does not know are left out. */
export function watchFirst<T>(wanted: FirstQuery, read: Read<T>, watcher: Watcher<Row<T>[]>): Stop {
  const { collectionPath, equal = {}, sortBy, direction, rows } = wanted;
  return subscribe(async () => {
    const [sdk, db] = await Promise.all([import('firebase/firestore'), firestore()]);
    const isNews = newsOfQuery();
    return sdk.onSnapshot(
      sdk.query(
        sdk.collection(db, collectionPath),
        ...Object.entries(equal).map(([field, value]) => sdk.where(field, '==', value)),
        sdk.orderBy(sortBy, direction),
        sdk.limit(rows),
      ),
      { includeMetadataChanges: true },
      (snapshot) => {
        if (!isNews(snapshot)) return;
        watcher.next(
          snapshot.docs.flatMap((one) => {
            const data = read(one.data(), one.id);
            return data === undefined ? [] : [{ id: one.id, data }];
          }),
        );
      },
      watcher.failed,
    );
  }, watcher.failed);
}
