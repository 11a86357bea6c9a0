/** Frames that do not lie in their file are let go once they are written, before the file is gzipped. */
import { expect, test } from 'vitest';
import { htj2kCodec } from '../../functions/src/adapters/htj2k-codec.ts';
import { createPackBuilder } from '../../functions/src/core/ingest/pack-builder.ts';
import { readInstance } from '../../functions/src/core/ingest/read-instance.ts';
import { limits } from '@pacs/shared/limits';
import { element } from '../../tools/seed/synthetic/write-dicom.ts';
import { picture } from '../bench/ingest/bound-files.ts';

/** Of 1023² pixels of one bit: every second one begins inside a byte. */
const masks = (number: number, frames: number) =>
  picture({
    number,
    rows: 1023,
    columns: 1023,
    frames,
    bitsAllocated: 8,
    texture: 'blank',
    more: [
      element(0x00280100, 'US', 1),
      element(0x00280101, 'US', 1),
      element(0x00280102, 'US', 0),
      element(0x7fe00010, 'OB', new Uint8Array((1023 * 1023 * frames) / 8)),
    ],
  });

async function written(file: Uint8Array) {
  const seen: { before: number; after: number }[] = [];
  let gzippedBytes = 0;
  const builder = createPackBuilder(
    {
      codec: () => htj2kCodec(),
      thumbnails: { of: () => Promise.resolve(new Map()) },
      memory: { taken: (bytes) => (gzippedBytes += bytes) },
      async write(frames, heads) {
        const before = frames.length;
        await heads();
        seen.push({ before, after: frames.length });
        return 'pack';
      },
    },
    { ownerKey: new Uint8Array(32), studyId: 'study' },
  );
  const read = readInstance(0, file);
  if (read.status !== 'read') throw new Error('not read');
  await builder.add(read.instance);
  const { instances, packs } = await builder.finish();
  return { seen, instances, packs, left: read.instance.split?.standalone, gzippedBytes };
}

test('a pack past what is kept at hand lets its frames go, and still tells where each one lies', async () => {
  const frames = Math.ceil((limits.packKeptMaxBytes / 2 / (1023 * 1023)) * 8) + 8;
  const { seen, instances, packs, left, gzippedBytes } = await written(masks(1, frames));
  expect(seen).toEqual([{ before: frames, after: 0 }]);
  expect(left).toEqual([]);
  const frameBytes = Math.ceil((1023 * 1023) / 8);
  expect(instances[0]?.frames.map(({ restAt, restBytes }) => [restAt, restBytes])).toEqual(
    Array.from({ length: frames }, (_, at) => [at * frameBytes, frameBytes]),
  );
  expect(packs).toMatchObject([{ framesBytes: frames * frameBytes }]);
  expect(packs[0]?.held).toBeUndefined();
  // What the proof unpacks is told of, so that it is collected.
  expect(gzippedBytes).toBeGreaterThan((1023 * 1023 * frames) / 8);
});

test('a small pack keeps them for the first picture', async () => {
  const { seen, packs } = await written(masks(1, 8));
  expect(seen).toEqual([{ before: 8, after: 8 }]);
  expect(packs[0]?.held?.read(0, 4)).toHaveLength(4);
});
