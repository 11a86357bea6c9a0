/** Directories of archives made to hurt: each ends in a typed outcome before more than its bytes are held. */
import { expect, test } from 'vitest';
import { bundleBudget } from '../../functions/src/core/ingest/bundle-budget.ts';
import { memorySource } from '../../functions/src/core/ingest/bundle-source.ts';
import { openBundle } from '../../functions/src/core/ingest/open-bundle.ts';
import { listZip } from '../../web/src/intake/sources/list-zip.ts';
import {
  after,
  before,
  expectBothKept,
  freshWorlds,
  outcomesOf,
  rejected,
  skipped,
} from './support/archive-world.ts';
import { rawZip } from './support/raw-zip.ts';

freshWorlds();

test('more entries than the limit: one outcome for the whole, none is read', async () => {
  const many = Array.from({ length: 20_001 }, (_, i) => ({
    name: String(i),
    raw: new Uint8Array(1),
    size: 1,
  }));
  expect(await outcomesOf(rawZip(many))).toEqual([rejected('zip-too-many-entries', 0)]);
});

test('comments are not looked at: a directory full of them costs little more than it is long', async () => {
  const comment = new Uint8Array(65_535).fill(0xb0);
  const many = Array.from({ length: 110 }, (_, i) => ({
    name: `x${String(i)}`,
    data: new Uint8Array(),
    comment,
  }));
  const archive = rawZip([before, ...many, after]);
  const opened = openBundle(memorySource(archive), {
    budget: bundleBudget(),
    memory: { taken: () => undefined },
  });
  const heap = process.memoryUsage().heapUsed;
  expect(await opened.next()).toMatchObject({ value: { entry: 0, status: 'file' } });
  expect(process.memoryUsage().heapUsed - heap).toBeLessThan(4 * archive.length);
  await opened.return(undefined);
  expect(await outcomesOf(archive)).toEqual(many.map((_, i) => skipped('empty-entry', i + 1)));
  await expectBothKept();
});

test.each(['name', 'comment'] as const)(
  'a directory past its limit by one %s more is not decoded',
  async (field) => {
    const filler = new Uint8Array(65_535).fill(0xb0);
    const many = Array.from({ length: 130 }, () => ({ data: new Uint8Array(), [field]: filler }));
    const archive = rawZip([before, ...many, after]);
    expect(await outcomesOf(archive)).toEqual([rejected('zip-too-many-entries', 0)]);
    expect(await listZip(new Blob([archive]))).toEqual({ status: 'refused', reason: 'zip-too-many-entries' });
  },
);

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

test('an archive without a directory is damage', async () => {
  const archive = rawZip([before, after]);
  const directoryAt = new DataView(archive.buffer).getUint32(archive.length - 6, true);
  expect(await outcomesOf(archive.slice(0, directoryAt))).toEqual([rejected('zip-damaged', 0)]);
});

test('ZIP64 is read; 65,537 entries in it are too many, and none is read', async () => {
  expect(await outcomesOf(rawZip([before, after], { zip64: true }))).toEqual([]);
  await expectBothKept();
  const tiny = { raw: new Uint8Array(1), size: 1 };
  const many = Array.from({ length: 65_537 }, (_, i) => ({ ...tiny, name: String(i) }));
  expect(await outcomesOf(rawZip(many, { zip64: true }))).toEqual([rejected('zip-too-many-entries', 0)]);
});

test.each([1, 21, 22, 60, 120])('a directory cut %i bytes before its end is damage', async (cut) => {
  const archive = rawZip([before, after]);
  expect(await outcomesOf(archive.slice(0, archive.length - cut))).toEqual([rejected('zip-damaged', 0)]);
});
