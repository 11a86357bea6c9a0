/** What goes when the budget is spent, and what is known of it afterwards. */
import { StudyIndex } from '@pacs/shared/manifest';
import type { DecodedFrame } from '@pacs/shared/codecs/types';
import { expect, test } from 'vitest';
import { frameKey, type FrameKey } from '../../web/src/viewer/core/frame-source.ts';
import { stackTable } from '../../web/src/viewer/core/frame-table.ts';
import { createFrameStore } from '../../web/src/viewer/engine/frame-store.ts';

const frames = 8;
const leadBytes = 10;
const bytes = 100;
const key = (frame: number): FrameKey => frameKey([0, frame]);
const format = {
  rows: 4,
  columns: 5,
  samplesPerPixel: 1,
  photometricInterpretation: 'MONOCHROME2',
  bitsAllocated: 8,
  bitsStored: 8,
  highBit: 7,
  pixelRepresentation: 0,
};

const index = StudyIndex.parse({
  version: 1,
  packs: [{ name: 'p', framesBytes: frames * bytes, headsBytes: 1 }],
  formats: [format],
  displays: [{}],
  documents: [],
  instances: [
    {
      id: 'i',
      series: 's',
      sopClassUID: '1',
      transferSyntaxUID: '2',
      modality: 'US',
      role: 'primary',
      format: 0,
      display: 0,
      frames: Array.from({ length: frames }, (_, at) => ({
        pack: 0,
        coding: 'htj2k',
        leadAt: at * leadBytes,
        leadBytes,
        restAt: frames * leadBytes + at * (bytes - leadBytes),
        restBytes: bytes - leadBytes,
        crc: 0,
        resolutions: [leadBytes, bytes],
      })),
    },
  ],
  stacks: [
    {
      id: 'x',
      series: 's',
      modality: 'US',
      role: 'primary',
      order: 'instance-number',
      frames: Array.from({ length: frames }, (_, at) => [0, at]),
    },
  ],
});

const picture = (samples: number, half?: DecodedFrame): DecodedFrame => ({
  samples: new Uint8Array(samples),
  rows: 1,
  columns: samples,
  samplesPerPixel: 1,
  photometricInterpretation: 'MONOCHROME2',
  ...(half && { half }),
});

/** The first frame is on the screen; the others are as far away as they are from it. */
function store(budget: { compressedBytes: number; decodedBytes: number }) {
  const stacks = stackTable(index);
  const order = stacks[0]?.frames.map((entry) => entry.key) ?? [];
  const made = createFrameStore(stacks, budget, (of) => order.indexOf(of));
  const held = (frame: number) => {
    const entry = made.entry(key(frame));
    return entry && made.wished(entry).held;
  };
  return { ...made, held };
}

test('bytes that were dropped are not waited for by the decoder, and are asked for again', () => {
  const frameStore = store({ compressedBytes: 3 * bytes, decodedBytes: 1000 });
  for (let frame = 0; frame < 5; frame += 1) frameStore.holdWhole(key(frame), new Uint8Array(bytes));
  expect([0, 1, 2, 3, 4].map(frameStore.held)).toEqual(['full', 'full', 'full', 'none', 'none']);
  expect([...frameStore.undecoded]).toEqual([0, 1, 2].map(key));
});

test('with less room it drops the farthest at once, pictures and bytes alike', () => {
  const frameStore = store({ compressedBytes: 5 * bytes, decodedBytes: 5 * 20 });
  for (let frame = 0; frame < 5; frame += 1) {
    frameStore.holdWhole(key(frame), new Uint8Array(bytes));
    frameStore.holdPicture(key(frame), picture(20));
  }
  frameStore.resize({ compressedBytes: 4 * bytes, decodedBytes: 2 * 20 });
  expect([0, 1, 2, 3, 4].map(frameStore.held)).toEqual(['full', 'full', 'full', 'full', 'none']);
  expect([0, 1, 2, 3, 4].map((frame) => frameStore.view(key(frame)).state)).toEqual([
    'full',
    'full',
    'waiting',
    'waiting',
    'waiting',
  ]);
  expect([...frameStore.undecoded].sort()).toEqual([2, 3].map(key));
  frameStore.resize({ compressedBytes: 5 * bytes, decodedBytes: 5 * 20 });
  frameStore.holdPicture(key(2), picture(20));
  expect(frameStore.view(key(2)).state).toBe('full');
});

test('leads have a budget of their own', () => {
  const frameStore = store({ compressedBytes: 8 * 3 * leadBytes, decodedBytes: 1000 });
  for (let frame = 0; frame < 5; frame += 1) frameStore.holdLead(key(frame), new Uint8Array(leadBytes));
  expect([0, 1, 2, 3, 4].map(frameStore.held)).toEqual(['lead', 'lead', 'lead', 'none', 'none']);
});

test('a picture takes the place of its preview, whose room others get', () => {
  const frameStore = store({ compressedBytes: 1000, decodedBytes: 8 * 20 });
  frameStore.holdPreview(key(1), picture(20));
  expect(frameStore.view(key(1)).state).toBe('preview');
  frameStore.holdPicture(key(1), picture(40));
  expect(frameStore.view(key(1)).state).toBe('full');
  frameStore.holdPreview(key(2), picture(20));
  expect(frameStore.view(key(2)).state).toBe('preview');
});

test('the halves of a large picture count, too', () => {
  const frameStore = store({ compressedBytes: 1000, decodedBytes: 100 });
  const large = () => picture(40, picture(10, picture(3)));
  for (const frame of [0, 1]) frameStore.holdPicture(key(frame), large());
  expect([0, 1].map((frame) => frameStore.view(key(frame)).state)).toEqual(['full', 'waiting']);
  frameStore.holdPicture(key(1), picture(40));
  expect(frameStore.view(key(1)).state).toBe('full');
});
