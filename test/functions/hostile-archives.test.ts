/** Archives made to hurt: each has a typed outcome, and what lies beside the hurtful entry is not lost. */
import { randomBytes } from 'node:crypto';
import { crc32, deflateRawSync } from 'node:zlib';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader, ZipWriter } from '@zip.js/zip.js';
import { describe, expect, test } from 'vitest';
import { EntryRanges } from '@pacs/shared/archives/place-entry';
import type { FileOutcome } from '@pacs/shared/outcomes';
import { memorySource } from '../../functions/src/core/ingest/bundle-source.ts';
import { readEntry } from '../../functions/src/core/ingest/read-entry.ts';
import { element, imageFile } from '../support/synthetic-dicom/files.ts';
import { malformed } from '../support/synthetic-dicom/malformed.ts';
import { type RawEntry, rawZip } from './support/raw-zip.ts';
import {
  after,
  before,
  expectBothKept,
  first,
  freshWorlds,
  outcomesOf,
  rejected,
  second,
  skipped,
  world,
} from './support/archive-world.ts';
import { restored, sha256 } from './fakes/uploading.ts';

freshWorlds();
const MiB = 1024 * 1024;

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
    Array.from({ length: 5 }, (_, i) => ({ name: String(i), raw: new Uint8Array(16), size: 120 * MiB })),
  );
  const memory = process.memoryUsage().arrayBuffers;
  expect(await outcomesOf(rawZip([before, { name: '000001', data: bomb }, after]))).toEqual([
    rejected('zip-expands-too-far'),
  ]);
  expect(process.memoryUsage().arrayBuffers - memory).toBeLessThan(64 * MiB);
  await expectBothKept();
});

test('a bomb of 1000:1 past the limits is refused unread', async () => {
  const size = 120 * MiB;
  const bomb = rawZip(
    Array.from({ length: 5 }, (_, i) => ({ name: String(i), raw: new Uint8Array(size / 1000), size })),
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

test.each([
  ['ZIP64 in every entry', { zip64: true }],
  ['data descriptors', { dataDescriptor: true, dataDescriptorSignature: true }],
  ['data descriptors without their mark', { dataDescriptor: true, dataDescriptorSignature: false }],
  ['entries stored as they are', { level: 0 }],
])('%s: written by another program, both files are stored', async (_what, options) => {
  const writer = new ZipWriter(new Uint8ArrayWriter(), options);
  await writer.add('1', new Uint8ArrayReader(first), options);
  await writer.add('2', new Uint8ArrayReader(second), options);
  expect(await outcomesOf(await writer.close())).toEqual([]);
  await expectBothKept();
});

test.each([
  ['UTF-8', Buffer.from('Иванов Иван.dcm')],
  ['UTF-8 that says so', Buffer.from('山田.dcm'), 0x0800],
  ['CP866', Uint8Array.of(0x88, 0xa2, 0xa0, 0xad, 0xae, 0xa2, 0x2e, 0x64, 0x63, 0x6d)],
  // The second byte of the first character is a backslash.
  ['Shift-JIS', Uint8Array.of(0x95, 0x5c, 0x8e, 0xa6, 0x2e, 0x64, 0x63, 0x6d)],
  ['no encoding at all', Uint8Array.of(0xff, 0xfe, 0x00, 0x80, 0x0a)],
])('a name in %s is a label: the file is stored', async (_what, name, flags = 0) => {
  expect(await outcomesOf(rawZip([before, { name, data: second, flags }]))).toEqual([]);
  await expectBothKept();
});

test('a CD with a viewer: the images are stored, and every other file says what it is', async () => {
  const text = (content: string) => new TextEncoder().encode(content);
  const program = new Uint8Array(300);
  program.set(text('MZ'));
  const others: [name: string, data: Uint8Array, expected: FileOutcome][] = [
    ['DICOMDIR', malformed.dicomdir(), skipped('dicomdir', 1)],
    ['AUTORUN.INF', text('[autorun]\r\nopen=VIEWER.EXE'), skipped('not-dicom', 2)],
    ['VIEWER/VIEWER.EXE', program, skipped('not-dicom', 3)],
    ['VIEWER/PLUGIN.JAR', rawZip([{ name: 'A.class', data: text('cafebabe') }]), skipped('not-dicom', 4)],
    ['README.HTM', text('<!doctype html><title>Your images</title>'), skipped('not-dicom', 5)],
    ['PREVIEW.JPG', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46), skipped('not-dicom', 6)],
    ['Thumbs.db', text('cache'), skipped('junk', 7)],
    ['$RECYCLE.BIN/X', first, skipped('junk', 8)],
    ['IMAGES/.DS_Store', text('x'), skipped('junk', 9)],
  ];
  const archive = rawZip([before, ...others.map(([name, data]) => ({ name, data })), after]);
  expect(await outcomesOf(archive)).toEqual(others.map(([, , expected]) => expected));
  await expectBothKept();
});

test('blank captures and masks, packed near 1000:1, are stored', async () => {
  const side = 2048;
  const blankImages = Array.from({ length: 12 }, (_, i) =>
    imageFile([
      element(0x00080018, 'UI', `1.2.3.${String(i)}`),
      element(0x00280010, 'US', side),
      element(0x00280011, 'US', side),
      element(0x7fe00010, 'OW', new Uint16Array(side * side)),
    ]),
  );
  const archive = rawZip(blankImages.map((data, i) => ({ name: String(i), data })));
  expect((12 * side * side * 2) / archive.length).toBeGreaterThan(900);
  expect(await outcomesOf(archive)).toEqual([]);
  expect([...(await restored(world)).keys()].sort()).toEqual(blankImages.map(sha256).sort());
});

describe('an entry read in steps because it is large', () => {
  const large = randomBytes(10 * MiB);
  const stream = deflateRawSync(large, { level: 1 });
  const broken = Uint8Array.from(stream);
  broken.fill(0xff, 9 * MiB, 9 * MiB + 64);

  test.each<[string, RawEntry, FileOutcome]>([
    ['sound', { raw: stream, size: large.length, crc: crc32(large) }, skipped('not-dicom')],
    ['a broken stream', { raw: broken, size: large.length, crc: crc32(large) }, rejected('zip-crc-mismatch')],
    ['another CRC', { raw: stream, size: large.length, crc: 7 }, rejected('zip-crc-mismatch')],
    ['longer than it says', { raw: stream, size: 9 * MiB, crc: crc32(large) }, rejected('zip-damaged')],
    [
      'shorter than it says',
      { raw: stream, size: 11 * MiB, crc: crc32(large) },
      rejected('zip-crc-mismatch'),
    ],
    ['cut', { raw: stream.subarray(0, 9 * MiB), size: large.length }, rejected('zip-crc-mismatch')],
  ])('%s', async (_what, entry, expected) => {
    const archive = rawZip([before, { name: '000001', ...entry }, after]);
    expect(await outcomesOf(archive)).toEqual([expected]);
    await expectBothKept();
  });

  test('a bucket that fails meanwhile is no damage: ingest is tried again', async () => {
    const archive = rawZip([{ raw: stream, size: large.length, crc: crc32(large) }]);
    const source = memorySource(archive);
    const failing = {
      ...source,
      read: (at: number, bytes: number) =>
        at > 8 * MiB && at < 9 * MiB ? Promise.reject(new Error('bucket')) : source.read(at, bytes),
    };
    const reader = new ZipReader(new Uint8ArrayReader(archive));
    const [entry] = await reader.getEntries();
    if (!entry) throw new Error('no entry');
    await expect(readEntry(failing, entry, new EntryRanges(), { taken: () => undefined })).rejects.toThrow(
      'bucket',
    );
  });
});
