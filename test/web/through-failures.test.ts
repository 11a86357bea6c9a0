import { expect, it } from 'vitest';
import { throughFailures } from '../../web/src/firebase/through-failures.ts';
import { isKnown, newsOfQuery } from '../../web/src/firebase/watch.ts';
import type { Watcher } from '../../web/src/firebase/watch.ts';

/** A document that is followed, its streams and its clock in hand. */
function followed() {
  const streams: { watcher: Watcher<string | undefined>; isStopped: boolean }[] = [];
  const told: (string | undefined)[] = [];
  let timer: (() => void) | undefined;
  const stop = throughFailures<string>(
    (watcher) => {
      const stream = { watcher, isStopped: false };
      streams.push(stream);
      return () => (stream.isStopped = true);
    },
    (value) => told.push(value),
    (action) => {
      timer = action;
      return () => (timer = undefined);
    },
  );
  return { streams, told, stop, timer: () => timer };
}

it('asks again where the stream has failed, and says nothing of the document meanwhile', () => {
  const { streams, told, stop, timer } = followed();
  streams[0]?.watcher.next('open');
  streams[0]?.watcher.failed(Object.assign(new Error(), { code: 'resource-exhausted' }));
  expect(told).toEqual(['open']);
  timer()?.();
  streams[1]?.watcher.next('finished');
  expect(told).toEqual(['open', 'finished']);
  stop();
  expect(streams.map(({ isStopped }) => isStopped)).toEqual([false, true]);
});

it('takes a document that may not be read for one that is not there', () => {
  const { streams, told, timer } = followed();
  streams[0]?.watcher.failed(Object.assign(new Error(), { code: 'permission-denied' }));
  expect(told).toEqual([undefined]);
  expect(timer()).toBeUndefined();
});

it('does not ask again once nobody wants to know', () => {
  const { streams, stop, timer } = followed();
  streams[0]?.watcher.failed(new TypeError('code could not be fetched'));
  stop();
  expect(timer()).toBeUndefined();
});

it('believes the server alone that there is no document', () => {
  const snapshot = (fromCache: boolean, isThere: boolean) => ({
    exists: () => isThere,
    metadata: { fromCache },
  });
  expect(isKnown(snapshot(true, false))).toBe(false);
  expect(isKnown(snapshot(false, false))).toBe(true);
  expect(isKnown(snapshot(true, true))).toBe(true);
});

/** Snapshots of one query: where each is from, how many it holds and how many of them have changed. */
const toldOf = (...snapshots: [from: 'cache' | 'server', rows: number, changed: number][]): boolean[] => {
  const isNews = newsOfQuery();
  return snapshots.map(([from, rows, changed]) =>
    isNews({
      empty: rows === 0,
      metadata: { fromCache: from === 'cache' },
      docChanges: () => new Array<unknown>(changed).fill(undefined),
    }),
  );
};

it('believes the server alone that a query finds nothing', () => {
  expect(toldOf(['cache', 0, 0], ['server', 0, 0])).toEqual([false, true]);
  expect(toldOf(['cache', 0, 0], ['server', 2, 2])).toEqual([false, true]);
  expect(toldOf(['server', 0, 0])).toEqual([true]);
});

it('tells of a query again only where a document has changed', () => {
  expect(toldOf(['cache', 2, 2], ['server', 2, 0], ['server', 2, 1])).toEqual([true, false, true]);
  expect(toldOf(['server', 1, 1], ['cache', 1, 0], ['cache', 0, 1])).toEqual([true, false, true]);
});
