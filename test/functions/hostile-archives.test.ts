/** Archives made to hurt: each has a typed outcome, and what lies beside the hurtful entry is not lost. */
import { crc32, deflateRawSync } from 'node:zlib';
import { beforeEach, expect, test } from 'vitest';
import type { FileOutcome, RejectReason, SkipReason } from '@pacs/shared/outcomes';
import { ingestBundle } from '../../functions/src/core/ingest/ingest-bundle.ts';
import { ctVolume } from '../../tools/seed/synthetic/ct-volume.ts';
import { type RawEntry, rawZip } from './support/raw-zip.ts';
import { restored, sha256, signUp, upload } from './fakes/uploading.ts';
import { type World, createWorld } from './fakes/world.ts';

const [first = new Uint8Array(), second = new Uint8Array()] = ctVolume({ slices: 2, size: 32 }).map(
  ({ bytes }) => bytes,
);
const before = { name: '000000', data: first } satisfies RawEntry;
const after: RawEntry = { name: '000002', data: second };
const MiB = 1024 * 1024;

let world: World;
beforeEach(() => {
  world = createWorld();
  signUp(world);
});

/** Ingests the archive and answers with the outcomes of all files that are neither stored nor duplicates. */
async function outcomesOf(archive: Uint8Array): Promise<FileOutcome[]> {
  const { uploadId, names } = await upload(world, [first, second], [archive]);
  const [bundle = ''] = names;
  expect(await ingestBundle(world.ports, { uploadId, bundle })).toBe('ingested');
  expect(world.bundleObjects.size).toBe(0);
  const state = world.uploads.get(uploadId)?.upload.bundles[bundle];
  expect(state?.state).toBe('ingested');
  return state?.outcomes ?? [];
}

/** Both good files are stored, byte for byte, and nothing else is. */
async function expectBothKept(): Promise<void> {
  expect([...(await restored(world)).keys()].sort()).toEqual([first, second].map(sha256).sort());
}

const rejected = (reason: RejectReason, entry = 1): FileOutcome => ({ entry, outcome: 'rejected', reason });
const skipped = (reason: SkipReason, entry = 1): FileOutcome => ({ entry, outcome: 'skipped', reason });

const blank = deflateRawSync(new Uint8Array(4 * MiB));
const nested = (levels: number): Uint8Array =>
  levels === 0 ? first : rawZip([{ name: 'a.zip', data: nested(levels - 1) }]);

test.each<[string, RawEntry, FileOutcome]>([
  ['an encrypted entry', { data: first, flags: 1 }, rejected('zip-encrypted')],
  ['an AES entry', { data: first, flags: 1, method: 99 }, rejected('zip-encrypted')],
  ['an unknown method', { data: first, method: 97 }, rejected('zip-method-unsupported')],
  ['a wrong CRC', { data: first, crc: 1 }, rejected('zip-crc-mismatch')],
  ['a damaged stream', { raw: new Uint8Array(64).fill(0xff), size: 9000 }, rejected('zip-crc-mismatch')],
  ['a size that is too small', { raw: blank, size: 1000 }, rejected('zip-damaged')],
  ['a size that is too large', { data: first, size: first.length + 1 }, rejected('zip-crc-mismatch')],
  ['a size past the limit', { raw: blank, size: 600 * MiB }, rejected('instance-too-large')],
  ['a local header of another size', { data: first, localSize: 7 }, rejected('zip-damaged')],
  ['a local header of another name', { data: first, localName: 'other!' }, rejected('zip-damaged')],
  ['a stray place', { data: first, offset: 0x7fffff00 }, rejected('zip-damaged')],
  ['the place of its neighbour', { data: first, offset: 0 }, rejected('zip-damaged')],
  ['a symbolic link', { data: Buffer.from('/etc/passwd'), unixMode: 0o120777 }, skipped('symlink')],
  ['a directory', { name: 'folder/', data: new Uint8Array() }, skipped('directory')],
  ['no bytes', { data: new Uint8Array() }, skipped('empty-entry')],
  ['a resource fork', { name: '__MACOSX/._000001', data: first }, skipped('junk')],
  ['an archive in an archive in it', { data: nested(2) }, rejected('zip-nested-too-deep')],
  ['an archive cut short', { data: nested(1).slice(0, 200) }, rejected('zip-damaged')],
])('%s: a typed outcome, and both neighbours are stored', async (_what, entry, expected) => {
  const outcomes = await outcomesOf(rawZip([before, { name: '000001', ...entry }, after]));
  expect(outcomes).toEqual([expected]);
  await expectBothKept();
});

test.each(['../../../etc/cron.d/x', '/etc/passwd', '..\\..\\x.dll', 'C:\\x', '\0', 'a/../../b', ''])(
  'a name that climbs is a label and nothing more: %j',
  async (name) => {
    expect(await outcomesOf(rawZip([before, { name, data: second }]))).toEqual([]);
    await expectBothKept();
    const objects = [...world.packObjects.keys()];
    expect(objects.every((object) => /^[\w-]+\/[\w-]+\/[\w-]+\.(frames|heads)$/.test(object))).toBe(true);
  },
);

test('two entries that lie over each other: the second is refused, the first is stored', async () => {
  const archive = rawZip([before, { name: '000000', data: first, offset: 0 }, after]);
  expect(await outcomesOf(archive)).toEqual([rejected('zip-overlapping-entries')]);
  await expectBothKept();
});

test('two entries of one name are two files', async () => {
  expect(await outcomesOf(rawZip([before, { ...after, name: before.name }]))).toEqual([]);
  await expectBothKept();
});

test('a nested archive that is a bomb is refused by what it declares; the neighbours are stored', async () => {
  const bomb = rawZip(
    Array.from({ length: 5 }, (_, i) => ({ name: String(i), raw: new Uint8Array(16), size: 500 * MiB })),
  );
  const memory = process.memoryUsage().arrayBuffers;
  expect(await outcomesOf(rawZip([before, { name: '000001', data: bomb }, after]))).toEqual([
    rejected('zip-expands-too-far'),
  ]);
  expect(process.memoryUsage().arrayBuffers - memory).toBeLessThan(64 * MiB);
  await expectBothKept();
});

test('a bomb of 1000:1 past the limits is refused unread', async () => {
  const size = 300 * MiB;
  const bomb = rawZip(
    Array.from({ length: 4 }, (_, i) => ({ name: String(i), raw: new Uint8Array(size / 1000), size })),
  );
  expect(await outcomesOf(bomb)).toEqual([rejected('zip-expands-too-far', 0)]);
  expect(world.packObjects.size).toBe(0);
});

test('a bomb that lies about its size stops at the first byte too many', async () => {
  const raw = deflateRawSync(new Uint8Array(64 * MiB));
  const memory = process.memoryUsage().arrayBuffers;
  const lie: RawEntry = { name: '000001', raw, size: 1000, crc: crc32(new Uint8Array(1000)) };
  expect(await outcomesOf(rawZip([before, lie, after]))).toEqual([rejected('zip-damaged')]);
  expect(process.memoryUsage().arrayBuffers - memory).toBeLessThan(64 * MiB);
  await expectBothKept();
});

test('more entries than the limit: one outcome for the whole, none is read', async () => {
  const many = Array.from({ length: 20_001 }, (_, i) => ({
    name: String(i),
    raw: new Uint8Array(1),
    size: 1,
  }));
  expect(await outcomesOf(rawZip(many))).toEqual([rejected('zip-too-many-entries', 0)]);
});

test('the entries of archives within count against the same limit; the neighbours are stored', async () => {
  const many = Array.from({ length: 19_999 }, (_, i) => ({
    name: String(i),
    raw: new Uint8Array(1),
    size: 1,
  }));
  expect(await outcomesOf(rawZip([before, { name: '000001', data: rawZip(many) }, after]))).toEqual([
    rejected('zip-too-many-entries'),
  ]);
  await expectBothKept();
});

test('an end record that claims 65,535 entries ends in a typed outcome', async () => {
  expect(await outcomesOf(rawZip([before, after], { claimedEntries: 65_535 }))).toEqual([
    rejected('zip-damaged', 0),
  ]);
});

test('a directory that is not where the end record says is found; its files are stored', async () => {
  expect(await outcomesOf(rawZip([before, after], { directoryOffset: 0x7fffffff }))).toEqual([]);
  await expectBothKept();
});

test.each([1, 21, 22, 60, 120])('a directory cut %i bytes before its end is damage', async (cut) => {
  const archive = rawZip([before, after]);
  expect(await outcomesOf(archive.slice(0, archive.length - cut))).toEqual([rejected('zip-damaged', 0)]);
});
