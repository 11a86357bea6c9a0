import { DisplayFacts, type BlobRef } from '@pacs/shared/manifest';
import { expect, test } from 'vitest';
import { createRecent } from '../../web/src/viewer/core/recent.ts';
import { createTableStore } from '../../web/src/viewer/engine/table-store.ts';
import { eventually } from '../support/eventually.ts';

const side = 2048;
const bits = new Uint8Array((side * side) / 8).fill(255);
const overlay = (at: number) =>
  DisplayFacts.parse({
    overlays: [
      {
        group: 0x6000,
        rows: side,
        columns: side,
        type: 'G',
        origin: [1, 1],
        numberOfFrames: 1,
        frameOrigin: 1,
        blob: { pack: 0, at, bytes: bits.length, crc: 0 },
      },
    ],
  });

test('what was asked for longest ago goes first, and the last stays whatever it takes', () => {
  const recent = createRecent<string, number>(10, (bytes) => bytes);
  recent.set('a', 4);
  recent.set('b', 4);
  recent.get('a');
  recent.set('c', 4);
  expect([...recent.entries()].map(([key]) => key)).toEqual(['a', 'c']);
  recent.set('huge', 99);
  expect([...recent.entries()]).toEqual([['huge', 99]]);
  recent.delete('huge');
  recent.set('a', 10);
  expect(recent.get('a')).toBe(10);
});

test('overlays of a long series are fetched again rather than all kept', async () => {
  let fetched = 0;
  const store = createTableStore((_ref: BlobRef) => {
    fetched += 1;
    return Promise.resolve(bits);
  });
  const isReady = (display: DisplayFacts) =>
    new Promise<void>((resolve) => {
      const stop = store.subscribe(() => {
        if (store.tables(display).state !== 'ready') return;
        stop();
        resolve();
      });
      expect(store.tables(display).state).toBe('waiting');
    });
  const images = Array.from({ length: 100 }, (_, at) => overlay(at));
  for (const image of images) await isReady(image);
  const last = images.at(-1);
  const first = images[0];
  if (!first || !last) throw new Error('no images');
  expect(store.planes(last, 1)[0]?.bits.length).toBe(side * side);
  expect(store.planes(last, 1)).toBe(store.planes(last, 1));
  expect(fetched).toBe(images.length);
  await isReady(first);
  expect(store.planes(first, 1)[0]?.bits.length).toBe(side * side);
  expect(fetched).toBe(images.length + 1);
});

test('a table that did not come is asked for again once somebody wants to, and whoever looks is told', async () => {
  let isThere = false;
  const store = createTableStore(() =>
    isThere ? Promise.resolve(bits) : Promise.reject(new Error('no connection')),
  );
  const image = overlay(0);
  store.tables(image);
  await eventually(() => {
    expect(store.tables(image).state).toBe('failed');
  });
  isThere = true;
  let told = 0;
  store.subscribe(() => {
    told += 1;
    store.tables(image);
  });
  store.retry();
  expect(told).toBe(1);
  await eventually(() => {
    expect(store.tables(image).state).toBe('ready');
  });
});
