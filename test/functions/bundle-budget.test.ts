/** What a bundle may cost is one sum, however it is packed; what lies past it is refused unread. */
import { randomBytes } from 'node:crypto';
import { frameFactsBytes } from '@pacs/shared/dicom/is-storable';
import { limits } from '@pacs/shared/limits';
import { describe, expect, test } from 'vitest';
import { bundleBudget } from '../../functions/src/core/ingest/bundle-budget.ts';
import { memorySource } from '../../functions/src/core/ingest/bundle-source.ts';
import { readEntryFile } from '../../functions/src/core/ingest/coded-entry.ts';
import { type BundleFile, openBundle } from '../../functions/src/core/ingest/open-bundle.ts';
import { ingestBundle } from '../../functions/src/core/ingest/ingest-bundle.ts';
import { readInstance } from '../../functions/src/core/ingest/read-instance.ts';
import { gzipManifest } from '../../functions/src/core/gzip-json.ts';
import { mrSeries } from '../../tools/seed/synthetic/mr-series.ts';
import { explicitLittle } from '../../tools/seed/synthetic/study.ts';
import { element, writeDicom } from '../../tools/seed/synthetic/write-dicom.ts';
import { imageFile } from '../support/synthetic-dicom/files.ts';
import { picture } from '../bench/ingest/bound-files.ts';
import { signUp, upload } from './fakes/uploading.ts';
import { createWorld } from './fakes/world.ts';
import { codedWithSide } from './support/coded-header.ts';
import { freshOpening } from './support/opening.ts';
import { rawZip } from './support/raw-zip.ts';

const MiB = 1024 * 1024;
const deflatedSyntax = '1.2.840.10008.1.2.1.99';

async function opened(bytes: Uint8Array, opening = freshOpening()): Promise<BundleFile[]> {
  const files: BundleFile[] = [];
  for await (const file of openBundle(memorySource(bytes), opening)) files.push(file);
  return files;
}

describe('a budget', () => {
  test('gives what is left and no more, and stays whole where it refuses', () => {
    const budget = bundleBudget();
    expect(budget.reserve(limits.bundleMaxExpandedBytes - 10)).toBe(true);
    expect(budget.reserve(11)).toBe(false);
    expect(budget.spent).toBeUndefined();
    expect(budget.reserve(10)).toBe(true);
    expect(budget.spent).toBeUndefined();
  });

  test('lets so much be looked through, which is not held', () => {
    const budget = bundleBudget();
    expect(budget.look(limits.bundleMaxExpandedBytes + 1)).toBe(false);
    expect(budget.look(limits.bundleMaxExpandedBytes)).toBe(true);
    expect(budget.look(1)).toBe(false);
    expect(budget.spent).toBeUndefined();
    expect(budget.reserve(limits.bundleMaxExpandedBytes)).toBe(true);
  });

  test('is spent by what has been inflated already', () => {
    const budget = bundleBudget();
    expect(budget.expand(limits.bundleMaxExpandedBytes)).toBe(true);
    expect(budget.expand(1)).toBe(false);
    expect(budget.spent).toBe('zip-expands-too-far');
  });

  test.each([
    ['files', limits.bundleMaxInstances, 'takeFile', true],
    ['codestreams', limits.bundleMaxFrames, 'takeCodestream', false],
    ['entries', limits.archiveMaxEntries, 'takeEntry', false],
  ] as const)('has so many %s', (_, most, take, isSpentByLast) => {
    const budget = bundleBudget();
    for (let i = 0; i < most; i += 1) expect(budget[take]()).toBe(true);
    expect(budget.spent).toBe(isSpentByLast ? 'too-many-instances' : undefined);
    expect(budget[take]()).toBe(false);
  });

  test('has so many frames, and stays whole where it refuses', () => {
    const budget = bundleBudget();
    expect(budget.takeFrames(limits.bundleMaxFrames + 1)).toBe(false);
    expect(budget.takeFrames(limits.bundleMaxFrames - 1)).toBe(true);
    expect(budget.takeFrames(2)).toBe(false);
    expect(budget.takeFrames(1)).toBe(true);
    expect(budget.takeFrames(1)).toBe(false);
    expect(budget.spent).toBeUndefined();
  });
});

test('entries past what a bundle may cost are refused unread', async () => {
  const opening = freshOpening();
  const archive = rawZip(['a', 'b', 'c'].map((name) => ({ name, data: new Uint8Array(300) })));
  const files: BundleFile[] = [];
  let taken = 0;
  opening.memory.taken = (bytes) => (taken += bytes);
  for await (const file of openBundle(memorySource(archive), opening)) {
    files.push(file.status === 'file' ? { ...file, bytes: new Uint8Array(file.bytes) } : file);
    opening.budget.expand(limits.bundleMaxExpandedBytes);
  }
  expect(files).toMatchObject([
    { entry: 0, status: 'file', bytes: new Uint8Array(300) },
    { entry: 1, status: 'rejected', reason: 'zip-expands-too-far' },
    { entry: 2, status: 'rejected', reason: 'zip-expands-too-far' },
  ]);
  expect(taken).toBe(300);
});

test('entries that are refused for their size do not count', async () => {
  const entry = (name: string, size: number) => ({ name, raw: new Uint8Array(16), size });
  const opening = freshOpening();
  await opened(rawZip([entry('a', limits.instanceMaxBytes + 1), entry('b', 100)]), opening);
  expect(opening.budget.reserve(limits.bundleMaxExpandedBytes - 100)).toBe(true);
  expect(opening.budget.reserve(1)).toBe(false);
});

describe('a deflated data set', () => {
  const [slice] = mrSeries({ slices: 1, size: 64 });
  const pixels = slice?.bytes.subarray(-64 * 64 * 2) ?? new Uint8Array();
  const file = writeDicom(
    [
      element(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.7'),
      element(0x00080018, 'UI', '1.2.3.4'),
      element(0x00280002, 'US', 1),
      element(0x00280004, 'CS', 'MONOCHROME2'),
      element(0x00280010, 'US', 64),
      element(0x00280011, 'US', 64),
      element(0x00280100, 'US', 16),
      element(0x00280101, 'US', 16),
      element(0x00280102, 'US', 15),
      element(0x00280103, 'US', 0),
      element(0x7fe00010, 'OW', pixels),
    ],
    { ...explicitLittle, transferSyntaxUID: deflatedSyntax },
  );

  test('counts as what it was inflated to, its header and its pixels', () => {
    const told: number[] = [];
    const read = readInstance(0, file, (bytes) => told.push(bytes) > 0);
    expect(read.status).toBe('read');
    expect(told).toHaveLength(2);
    expect(told[0]).toBeGreaterThan(pixels.length);
    expect(told[1]).toBe(pixels.length);
  });

  test('is refused in words where that is too much', () => {
    const refused = {
      status: 'other',
      outcome: { entry: 3, outcome: 'rejected', reason: 'zip-expands-too-far' },
    };
    expect(readInstance(3, file, () => false)).toEqual(refused);
  });
});

test('a codestream larger than any that we code is refused before the codec sees it', async () => {
  const side = Math.ceil(Math.sqrt(limits.transcodeFrameMaxBytes / 2)) + 1;
  const asked: number[] = [];
  const codec = {
    adopt: (codestream: Uint8Array) => {
      asked.push(codestream.length);
      return Promise.resolve(undefined);
    },
  };
  expect(await readEntryFile(codedWithSide(side), codec, bundleBudget())).toEqual({
    status: 'refused',
    reason: 'zip-damaged',
  });
  expect(asked).toEqual([]);
  await readEntryFile(codedWithSide(64), codec, bundleBudget());
  expect(asked).toHaveLength(1);
});

test('a coded file past the bundle’s room is refused before there is room made for it', async () => {
  const budget = bundleBudget();
  budget.reserve(limits.bundleMaxExpandedBytes - MiB);
  const codec = { adopt: () => Promise.resolve(undefined) };
  expect(await readEntryFile(codedWithSide(1024), codec, budget)).toEqual({
    status: 'refused',
    reason: 'zip-expands-too-far',
  });
});

test('a file that came coded and is refused counts as one of the bundle’s', async () => {
  const world = createWorld();
  signUp(world);
  const [good] = mrSeries({ slices: 1 });
  const broken = new TextEncoder().encode('PACSCF1\nnothing that follows a magic word');
  const files = [...Array.from({ length: limits.bundleMaxInstances }, () => broken), good?.bytes ?? broken];
  const { uploadId, names } = await upload(
    world,
    [],
    [rawZip(files.map((data, i) => ({ name: String(i), data })))],
  );
  const bundle = names[0] ?? '';
  expect(await ingestBundle(world.ports, { uploadId, bundle })).toBe('ingested');
  const state = world.uploads.get(uploadId)?.upload.bundles[bundle];
  expect(state?.counts).toMatchObject({ ingested: 0, rejected: files.length });
});

test('a file of more frames than a bundle may have is refused by itself, its neighbours are stored', async () => {
  const world = createWorld();
  signUp(world);
  const many = (number: number, frames: number) =>
    picture({ number, rows: 1, columns: 1, frames, bitsAllocated: 8, texture: 'smooth' });
  const files = [
    many(1, limits.bundleMaxFrames + 1),
    many(2, 10),
    many(3, limits.bundleMaxFrames),
    many(4, 20),
  ];
  const archive = rawZip(files.map((data, i) => ({ name: String(i), data })));
  const { uploadId, names } = await upload(world, files, [archive]);
  const bundle = names[0] ?? '';
  expect(await ingestBundle(world.ports, { uploadId, bundle })).toBe('ingested');
  expect(world.uploads.get(uploadId)?.upload.bundles[bundle]).toMatchObject({
    counts: { ingested: 2, rejected: 2 },
    outcomes: [
      { entry: 0, outcome: 'rejected', reason: 'image-too-large' },
      { entry: 2, outcome: 'rejected', reason: 'too-many-instances' },
    ],
  });
});

test('files of an archive within have an outcome each', async () => {
  const world = createWorld();
  signUp(world);
  const files = mrSeries({ slices: 3 }).map(({ bytes }) => bytes);
  const inner = rawZip(files.map((data, i) => ({ name: String(i), data, ...(i === 0 && { crc: 1 }) })));
  const { uploadId, names } = await upload(world, files, [rawZip([{ name: 'inner', data: inner }])]);
  const bundle = names[0] ?? '';
  expect(await ingestBundle(world.ports, { uploadId, bundle })).toBe('ingested');
  expect(world.uploads.get(uploadId)?.upload.bundles[bundle]).toMatchObject({
    counts: { ingested: 2, rejected: 1 },
    outcomes: [{ entry: 0, outcome: 'rejected', reason: 'zip-crc-mismatch' }],
  });
});

test('planes in bits of pixels take no more than the pixels that are there', () => {
  const overlay = [
    element(0x60000010, 'US', 1),
    element(0x60000011, 'US', 1),
    element(0x60000040, 'CS', 'G'),
    element(0x60000100, 'US', 8),
    element(0x60000102, 'US', 7),
  ];
  const size = (rows: number, columns: number) => [
    element(0x00280002, 'US', 1),
    element(0x00280004, 'CS', 'MONOCHROME2'),
    element(0x00280010, 'US', rows),
    element(0x00280011, 'US', columns),
    element(0x00280100, 'US', 8),
    element(0x00280101, 'US', 1),
    element(0x00280102, 'US', 0),
    element(0x00280103, 'US', 0),
    element(0x7fe00010, 'OB', new Uint8Array(16).fill(0x80)),
  ];
  const planes = (rows: number, columns: number) => {
    const read = readInstance(0, imageFile([...size(rows, columns), ...overlay]));
    return read.status === 'read'
      ? read.instance.header.display?.overlays.map(({ data }) => data?.length)
      : read;
  };
  expect(planes(4, 4)).toEqual([2]);
  expect(planes(65_535, 8_191)).toEqual([]);
});

test('facts of single frames count as frames do', () => {
  const display = { windows: [], voiLuts: [], overlays: [], voiLutFunction: 'LINEAR' as const, lossy: false };
  const polygon = Array.from({ length: 4096 }, (): [number, number] => [1, 1]);
  const bytes = (frames: number, corners: number) =>
    frameFactsBytes({
      frames: Array.from({ length: frames }, () => ({
        display: { ...display, shutter: { polygon: polygon.slice(0, corners) } },
      })),
    });
  expect(frameFactsBytes({ frames: [{}, {}] })).toBe(0);
  expect(bytes(10, 4096)).toBeGreaterThan(10 * JSON.stringify(polygon).length * 0.8);
  expect(bytes(20, 4)).toBe(2 * bytes(10, 4));
});

test('an index and ledger past what a commit takes are not written', () => {
  const noise = Array.from({ length: 45 }, () => randomBytes(200_000).toString('base64'));
  expect(gzipManifest(noise.slice(0, 20), [])).toBeDefined();
  expect(gzipManifest(noise, [])).toBeUndefined();
  expect(gzipManifest('x'.repeat(limits.studyJsonMaxBytes), [])).toBeUndefined();
});

test('a coded head that was inflated counts even where its file is refused: the next one is not opened', async () => {
  const budget = bundleBudget();
  budget.reserve(limits.bundleMaxExpandedBytes - 100);
  const codec = { adopt: () => Promise.resolve(undefined) };
  expect(await readEntryFile(codedWithSide(64), codec, budget)).toMatchObject({ status: 'refused' });
  expect(budget.spent).toBe('zip-expands-too-far');
});
