/** What the viewer keeps of a series that is larger than its budget, measured in memory that is really held. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { crc32c } from '@pacs/shared/crc32c';
import { StudyIndex } from '@pacs/shared/manifest';
import { expect, test } from 'vitest';
import { memoryBudget } from '../../web/src/viewer/core/byte-cache.ts';
import { stackTable } from '../../web/src/viewer/core/frame-table.ts';
import { openBook } from '../../web/src/viewer/core/signed-urls.ts';
import { createFrameEngine } from '../../web/src/viewer/engine/frame-engine.ts';
import { createPackSource } from '../../web/src/viewer/source/pack-source.ts';
import { createUrlKeeper } from '../../web/src/viewer/source/url-keeper.ts';
import { eventually } from '../support/eventually.ts';

const slices = 2000;
const leadBytes = 512;
const restBytes = 4096;
const side = 128;
const MiB = 1024 * 1024;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heldBytes(): number {
  collectGarbage();
  return process.memoryUsage().arrayBuffers;
}

function series() {
  const pack = Uint8Array.from({ length: slices * (leadBytes + restBytes) }, (_, i) => (i * 31) % 251);
  const frames = Array.from({ length: slices }, (_, i) => {
    const [leadAt, restAt] = [i * leadBytes, slices * leadBytes + i * restBytes];
    const lead = pack.subarray(leadAt, leadAt + leadBytes);
    const crc = crc32c(pack.subarray(restAt, restAt + restBytes), crc32c(lead));
    const resolutions = [leadBytes, leadBytes + restBytes];
    return { pack: 0, coding: 'htj2k', leadAt, leadBytes, restAt, restBytes, crc, resolutions };
  });
  const index = StudyIndex.parse({
    version: 1,
    packs: [{ name: 'p', framesBytes: pack.length, headsBytes: 1 }],
    formats: [
      {
        rows: side,
        columns: side,
        samplesPerPixel: 1,
        photometricInterpretation: 'MONOCHROME2',
        bitsAllocated: 16,
        bitsStored: 16,
        highBit: 15,
        pixelRepresentation: 0,
      },
    ],
    displays: [{}],
    documents: [],
    instances: frames.map((frame, i) => ({
      id: String(i),
      series: 's',
      sopClassUID: '1',
      transferSyntaxUID: '2',
      modality: 'CT',
      role: 'primary',
      format: 0,
      display: 0,
      frames: [frame],
    })),
    stacks: [
      {
        id: 'x',
        series: 's',
        modality: 'CT',
        role: 'primary',
        order: 'position',
        frames: frames.map((_, i) => [i, 0]),
      },
    ],
  });
  return { pack, index };
}

test(
  '2,000 slices scrolled from end to end and back never hold more than the budget',
  { timeout: 60_000 },
  async () => {
    const { pack, index } = series();
    const budget = { compressedBytes: 2 * MiB, decodedBytes: 8 * MiB };
    const fetchBytes: typeof fetch = (_input, init) => {
      const range = /bytes=(\d+)-(\d+)/.exec(new Headers(init?.headers).get('range') ?? '');
      return Promise.resolve(
        new Response(pack.slice(Number(range?.[1]), Number(range?.[2]) + 1), { status: 206 }),
      );
    };
    const urls = openBook({ frames: { 0: 'pack' }, expireAtMs: 1e15 }, 0, 0);
    const renew = () => Promise.reject(new Error('not needed'));
    const source = createPackSource(index, {
      fetchBytes,
      urls: createUrlKeeper(urls, renew, () => 0),
      delay: () => Promise.resolve(),
    });
    const engine = createFrameEngine({
      stacks: stackTable(index),
      source,
      budget,
      decodeAtOnce: 3,
      decode: () =>
        Promise.resolve({
          samples: new Uint16Array(side * side),
          rows: side,
          columns: side,
          samplesPerPixel: 1,
          photometricInterpretation: 'MONOCHROME2',
        }),
    });
    const before = heldBytes();
    // Leads and previews have an eighth on top; three ranges and three frames are under way.
    const allowed = (budget.compressedBytes + budget.decodedBytes) * 1.125 + 4 * MiB;
    const visit = async (position: number, travel: 1 | -1) => {
      engine.focus([{ stack: 0, position, travel }]);
      await eventually(() => {
        expect(engine.view(0, position).state).toBe('full');
      });
      await eventually(() => {
        expect(heldBytes() - before).toBeLessThan(allowed);
      });
    };
    for (let position = 0; position < slices; position += 100) await visit(position, 1);
    await visit(slices - 1, 1);
    for (let position = slices - 1; position >= 0; position -= 250) await visit(position, -1);
    engine.close();
  },
);

test('a phone of 4 GiB is given half a gigabyte, and no device more than a gigabyte', () => {
  const total = (deviceMemoryGiB: number | undefined) => {
    const { compressedBytes, decodedBytes: pixels } = memoryBudget(deviceMemoryGiB);
    return (compressedBytes + pixels) / MiB;
  };
  expect(total(4)).toBe(512);
  expect(total(undefined)).toBe(512);
  expect(total(8)).toBe(1024);
  expect(total(64)).toBe(1024);
  expect(total(0.25)).toBe(128);
});
