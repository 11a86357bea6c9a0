/** Codestreams of others on a thread that can be ended: what never ends, and what eats memory. */
import { expect, test } from 'vitest';
import type { FrameToDecode } from '@pacs/shared/codecs/types';
import { decodeGuarded } from '../../functions/src/adapters/guarded-decoder.ts';
import { htj2kCodec } from '../../functions/src/adapters/htj2k-codec.ts';
import { sharpThumbnailer } from '../../functions/src/adapters/sharp-thumbnailer.ts';
import { ingestBundle } from '../../functions/src/core/ingest/ingest-bundle.ts';
import { ctVolume } from '../../tools/seed/synthetic/ct-volume.ts';
import { format } from '../codecs/support/formats.ts';
import { codestreamSeeds } from '../fuzz/support/codestream-seeds.ts';
import { jpegOfManyScans, withEmptyTiles } from '../support/hostile-codestreams.ts';
import { element, encapsulatedFile, syntax } from '../support/synthetic-dicom/files.ts';
import { signUp, upload, zipOf } from './fakes/uploading.ts';
import { createWorld } from './fakes/world.ts';

const MiB = 1024 * 1024;
const ample = { maxMs: 60_000, maxGrowthBytes: 1024 * MiB };
const seeds = await codestreamSeeds();
const jpeg2000 = seeds.find(({ transferSyntaxUID }) => transferSyntaxUID === syntax.jpeg2000);

const side = 4096;
const endless: FrameToDecode = {
  bytes: jpegOfManyScans(side, 5000),
  coding: 'as-is',
  transferSyntaxUID: syntax.jpegBaseline,
  format: format({ rows: side, columns: side, bitsAllocated: 8 }),
};

/** One of each transfer syntax. */
const kinds = new Map(seeds.map((seed) => [seed.transferSyntaxUID, seed]));

test.each([...kinds])('a frame of %s is decoded as on the own thread', async (_uid, seed) => {
  const decoded = await decodeGuarded(seed, ample);
  expect(decoded).toMatchObject({ rows: seed.format.rows, columns: seed.format.columns });
  expect(decoded.samples).toHaveLength(seed.format.rows * seed.format.columns * decoded.samplesPerPixel);
});

test('what the frame contradicts is told as it is on the own thread', async () => {
  const [seed] = seeds;
  if (!seed) throw new Error('no seeds');
  const other = { ...seed, format: { ...seed.format, rows: 7 } };
  await expect(decodeGuarded(other, ample)).rejects.toMatchObject({ reason: 'size-mismatch' });
});

test('a codestream that takes hours is ended when its time is over', async () => {
  await expect(decodeGuarded(endless, { ...ample, maxMs: 1500 })).rejects.toMatchObject({
    reason: 'damaged',
    cause: new Error('too slow'),
  });
}, 60_000);

test('a codestream of some hundred bytes that asks for hundreds of megabytes is ended', async () => {
  if (!jpeg2000) throw new Error('no seed');
  const greedy = {
    ...jpeg2000,
    bytes: withEmptyTiles(jpeg2000.bytes, side, 17),
    format: format({ rows: side, columns: side, bitsStored: 12 }),
  };
  await expect(decodeGuarded(greedy, { ...ample, maxGrowthBytes: 192 * MiB })).rejects.toMatchObject({
    reason: 'damaged',
    cause: new Error('too large'),
  });
}, 60_000);

test('a bundle with such an image is stored whole, the image without a thumbnail', async () => {
  const world = createWorld();
  Object.assign(world.ports, { codec: htj2kCodec(), thumbnailer: sharpThumbnailer });
  signUp(world);
  const [slice = new Uint8Array()] = ctVolume({ slices: 1, size: 32 }).map(({ bytes }) => bytes);
  const hostile = encapsulatedFile([endless.bytes], 1, {
    over: [
      element(0x00280010, 'US', side),
      element(0x00280011, 'US', side),
      element(0x00280100, 'US', 8),
      element(0x00280101, 'US', 8),
      element(0x00280102, 'US', 7),
    ],
  });
  const archive = await zipOf([hostile, slice]);
  const { uploadId, names } = await upload(world, [slice], [archive]);
  expect(await ingestBundle(world.ports, { uploadId, bundle: names[0] ?? '' })).toBe('ingested');
  expect(world.uploads.get(uploadId)?.upload.bundles[names[0] ?? '']?.counts).toMatchObject({ ingested: 2 });
  const thumbnails = [...world.studies.values()].map(({ thumbnail }) => thumbnail !== undefined);
  expect(thumbnails.sort()).toEqual([false, true]);
}, 60_000);
