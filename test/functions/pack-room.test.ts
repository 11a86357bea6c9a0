/** What ingest holds of a bundle is one sum, of however many studies its files are. */
import { limits } from '@pacs/shared/limits';
import { describe, expect, test } from 'vitest';
import { bundleBudget } from '../../functions/src/core/ingest/bundle-budget.ts';
import { createPackBuilder } from '../../functions/src/core/ingest/pack-builder.ts';
import { packRoom } from '../../functions/src/core/ingest/pack-room.ts';
import { readInstance } from '../../functions/src/core/ingest/read-instance.ts';
import { htj2kCodec } from '../../functions/src/adapters/htj2k-codec.ts';
import { documentOfStudy } from '../bench/ingest/hostile-files.ts';
import { element, imageFile } from '../support/synthetic-dicom/files.ts';

const MiB = 1024 * 1024;

/** A study's packs, and what was written of them so far. */
function study(studyId: string, room = packRoom()) {
  const written: number[] = [];
  const builder = createPackBuilder(
    {
      codec: () => htj2kCodec(),
      thumbnails: { of: () => Promise.resolve(new Map()) },
      memory: { taken: () => undefined },
      async write(_, heads) {
        await heads();
        return `${studyId}-${String(written.push(1))}`;
      },
    },
    { ownerKey: new Uint8Array(32), studyId },
    room,
  );
  return {
    written,
    finish: () => builder.finish(),
    async add(file: Uint8Array) {
      const read = readInstance(0, file);
      if (read.status !== 'read') throw new Error('not read');
      await builder.add(read.instance);
    },
  };
}

const bits = (side: number, frames: number) =>
  imageFile([
    element(0x00280008, 'IS', frames),
    element(0x00280010, 'US', side),
    element(0x00280011, 'US', side),
    element(0x00280100, 'US', 1),
    element(0x00280101, 'US', 1),
    element(0x00280102, 'US', 0),
    element(0x7fe00010, 'OB', new Uint8Array(Math.ceil((side * side * frames) / 16) * 2)),
  ]);

describe('the room of a bundle', () => {
  const draft = (heldBytes: number) => {
    const room = packRoom();
    const flushed: string[] = [];
    const add = (name: string, bytes: number) => {
      const held = {
        heldBytes: bytes,
        flush() {
          flushed.push(name);
          room.drafts.delete(held);
          return Promise.resolve();
        },
      };
      room.drafts.add(held);
    };
    add('small', heldBytes / 2);
    add('large', heldBytes);
    return { room, flushed };
  };

  test('is made by writing the largest drafts, and no more of them than have to be', async () => {
    const { room, flushed } = draft(limits.packHeldMaxBytes / 2);
    await room.makeFor(limits.packHeldMaxBytes / 4);
    expect(flushed).toEqual([]);
    await room.makeFor(limits.packHeldMaxBytes / 4 + 1);
    expect(flushed).toEqual(['large']);
  });

  test('is empty for what alone is more than there is', async () => {
    const { room, flushed } = draft(100);
    await room.makeFor(limits.packHeldMaxBytes + 1);
    expect(flushed).toEqual(['large', 'small']);
  });

  test('keeps written packs up to a sum, and stays whole where it refuses', () => {
    const room = packRoom();
    expect(room.keep(limits.packKeptMaxBytes - 10)).toBe(true);
    expect(room.keep(11)).toBe(false);
    expect(room.keep(10)).toBe(true);
    expect(room.keep(1)).toBe(false);
  });
});

describe('two studies of one bundle', () => {
  const two = () => {
    const room = packRoom();
    return [study('one', room), study('two', room)] as const;
  };

  test('write a pack of the one before a file of the other would be too much', async () => {
    const [first, second] = two();
    await first.add(documentOfStudy(1, 40 * MiB));
    expect(first.written).toHaveLength(0);
    await second.add(documentOfStudy(2, 40 * MiB));
    expect(first.written).toHaveLength(1);
    expect(second.written).toHaveLength(0);
    expect((await first.finish()).packs).toHaveLength(1);
    expect((await second.finish()).packs).toHaveLength(1);
  });

  test('keep together no more at hand than one would', async () => {
    const [first, second] = two();
    await first.add(documentOfStudy(1, 30 * MiB));
    await second.add(documentOfStudy(2, 30 * MiB));
    const packs = [...(await first.finish()).packs, ...(await second.finish()).packs];
    expect(packs.map(({ held }) => held !== undefined)).toEqual([true, false]);
  });

  test('count copies of frames that begin inside a byte before they are added', async () => {
    const [first, second] = two();
    await first.add(documentOfStudy(1, 40 * MiB));
    // 13 MiB of bits, and as much again for their copies.
    await second.add(bits(1023, 100));
    expect(first.written).toHaveLength(1);
  });
});

test('copies of frames that begin inside a byte count for the bundle, those that lie in the file do not', () => {
  const told: number[] = [];
  const read = (file: Uint8Array) => readInstance(0, file, (bytes) => told.push(bytes) > 0).status;
  expect(read(bits(3, 2))).toBe('read');
  // The first frame begins with a byte but ends inside one.
  expect(told).toEqual([4]);
  told.length = 0;
  expect(read(bits(8, 2))).toBe('read');
  expect(told).toEqual([]);
  const budget = bundleBudget();
  budget.reserve(limits.bundleMaxExpandedBytes - 3);
  expect(readInstance(7, bits(3, 2), (bytes) => budget.expand(bytes))).toEqual({
    status: 'other',
    outcome: { entry: 7, outcome: 'rejected', reason: 'zip-expands-too-far' },
  });
  expect(budget.spent).toBe('zip-expands-too-far');
});
