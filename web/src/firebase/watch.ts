/** Live Firestore data, parsed. The only place that turns snapshots into documents of shared/. */
import type { DocumentSnapshot } from 'firebase/firestore';
import { firestore } from './clients.ts';

export type Stop = () => void;

export interface Watcher<T> {
  next: (value: T) => void;
  /** The stream has ended: no right to read, or the service refused. */
  failed: (error: unknown) => void;
}

export interface Row<T> {
  id: string;
  data: T;
}

/** A document as it comes, before it is parsed. */
export type RawDocument = Readonly<Record<string, unknown>>;

/** Turns a raw document into T; undefined where it is of a shape this version does not know. */
export type Read<T> = (data: RawDocument, id: string) => T | undefined;

/** Starts an asynchronous subscription and lets it be stopped before it has begun. */
export function subscribe(start: () => Promise<Stop>, failed: (error: unknown) => void): Stop {
  let stopped = false;
  let stop: Stop | undefined;
  start().then((started) => {
    if (stopped) started();
    else stop = started;
  }, failed);
  return () => {
    stopped = true;
    stop?.();
  };
}

/** An empty cache does not know whether there is a document: the server does. */
export function isKnown(snapshot: { exists(): boolean; metadata: { fromCache: boolean } }): boolean {
  return snapshot.exists() || !snapshot.metadata.fromCache;
}

interface QueryNews {
  empty: boolean;
  metadata: { fromCache: boolean };
  docChanges(): readonly unknown[];
}

/**
 * Tells the snapshots of one query apart: whether one says something new. An empty cache does not know whether there
 * is nothing, and a change of metadata alone says nothing to whoever has been told.
 */
export function newsOfQuery(): (snapshot: QueryNews) => boolean {
  let wasTold = false;
  return (snapshot) => {
    const isNews = wasTold
      ? snapshot.docChanges().length > 0
      : !snapshot.empty || !snapshot.metadata.fromCache;
    wasTold ||= isNews;
    return isNews;
  };
}

/** Follows one document; `next(undefined)` while the server says that it does not exist. */
export function watchDocument<T>(path: string, read: Read<T>, watcher: Watcher<T | undefined>): Stop {
  return subscribe(async () => {
    const [{ doc, onSnapshot }, db] = await Promise.all([import('firebase/firestore'), firestore()]);
    return onSnapshot(
      doc(db, path),
      // Else nobody is told when the server confirms what an empty cache has guessed.
      { includeMetadataChanges: true },
      (snapshot) => {
        if (!isKnown(snapshot)) return;
        const data = snapshot.data();
        watcher.next(data === undefined ? undefined : read(data, snapshot.id));
      },
      watcher.failed,
    );
  }, watcher.failed);
}

/** Follows every document of a collection whose `ownerUid` is the caller, unordered. */
export function watchOwned<T>(
  collectionPath: string,
  ownerUid: string,
  read: Read<T>,
  watcher: Watcher<Row<T>[]>,
): Stop {
  return subscribe(async () => {
    const [{ collection, onSnapshot, query, where }, db] = await Promise.all([
      import('firebase/firestore'),
      firestore(),
    ]);
    // Only what has changed is read again: unchanged rows keep their identity.
    const rows = new Map<string, Row<T>>();
    const put = (snapshot: DocumentSnapshot): void => {
      const data = read(snapshot.data() ?? {}, snapshot.id);
      if (data === undefined) rows.delete(snapshot.id);
      else rows.set(snapshot.id, { id: snapshot.id, data });
    };
    const isNews = newsOfQuery();
    return onSnapshot(
      query(collection(db, collectionPath), where('ownerUid', '==', ownerUid)),
      // Else nobody is told when the server confirms what an empty cache has guessed.
      { includeMetadataChanges: true },
      (snapshot) => {
        if (!isNews(snapshot)) return;
        for (const { type, doc } of snapshot.docChanges()) {
          if (type === 'removed') rows.delete(doc.id);
          else put(doc);
        }
        watcher.next([...rows.values()]);
      },
      watcher.failed,
    );
  }, watcher.failed);
}
