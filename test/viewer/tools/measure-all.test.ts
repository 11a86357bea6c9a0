import { crc32c } from '@pacs/shared/crc32c';
import type { Annotation } from '@pacs/shared/annotations';
import type { DecodedFrame } from '@pacs/shared/codecs/types';
import { StudyIndex } from '@pacs/shared/manifest';
import { beforeEach, expect, test } from 'vitest';
import type { FrameNews, FrameWish } from '../../../web/src/viewer/core/frame-source.ts';
import { stackTable } from '../../../web/src/viewer/core/frame-table.ts';
import { createFrameEngine } from '../../../web/src/viewer/engine/frame-engine.ts';
import type { StudySession } from '../../../web/src/viewer/engine/study-session.ts';
import { createTableStore } from '../../../web/src/viewer/engine/table-store.ts';
import { placeOf } from '../../../web/src/viewer/tools/image-key.ts';
import { measureAll, measureNow } from '../../../web/src/viewer/tools/measure-all.ts';
import { eventually } from '../../support/eventually.ts';

const count = 6;
const bytesOf = (instance: number) => new Uint8Array(8).fill(instance);

const index = StudyIndex.parse({
  version: 1,
  packs: [{ name: 'p', framesBytes: 1e6, headsBytes: 1 }],
  formats: [
    {
      rows: 2,
      columns: 2,
      samplesPerPixel: 1,
      photometricInterpretation: 'MONOCHROME2',
      bitsAllocated: 16,
      bitsStored: 16,
      highBit: 15,
      pixelRepresentation: 0,
    },
  ],
  displays: [{ rescaleSlope: 1, rescaleIntercept: -100, rescaleType: 'HU' }],
  documents: [],
  instances: Array.from({ length: count }, (_, i) => ({
    id: `instance-${String(i)}`,
    series: 's',
    sopClassUID: '1',
    transferSyntaxUID: '2',
    modality: 'CT',
    role: 'primary',
    format: 0,
    display: 0,
    frames: [
      {
        pack: 0,
        coding: 'as-is',
        leadAt: 0,
        leadBytes: 0,
        restAt: i * 8,
        restBytes: 8,
        crc: crc32c(bytesOf(i)),
      },
    ],
  })),
  stacks: [
    {
      id: 'x',
      series: 's',
      modality: 'CT',
      role: 'primary',
      order: 'position',
      frames: [
        [0, 0],
        [1, 0],
      ],
    },
    {
      id: 'y',
      series: 's',
      modality: 'CT',
      role: 'primary',
      order: 'position',
      frames: [
        [1, 0],
        [5, 0],
        [4, 0],
        [3, 0],
        [2, 0],
      ],
    },
  ],
});

/** Values of every pixel are ten times the instance's number, less a hundred. */
const picture = (bytes: Uint8Array): DecodedFrame => ({
  samples: new Uint16Array(4).fill((bytes[0] ?? 0) * 10),
  rows: 2,
  columns: 2,
  samplesPerPixel: 1,
  photometricInterpretation: 'MONOCHROME2',
});

let tell: (news: FrameNews) => void;
let wishes: readonly FrameWish[];
let session: StudySession;

beforeEach(() => {
  wishes = [];
  const stacks = stackTable(index);
  const engine = createFrameEngine({
    stacks,
    source: {
      wish: (list) => (wishes = list),
      blob: () => Promise.reject(new Error('none')),
      subscribe: (listener) => {
        tell = listener;
        return () => undefined;
      },
      close: () => undefined,
    },
    decode: (frame) => Promise.resolve(picture(frame.bytes)),
    decodeAtOnce: 2,
    // Room for two compressed frames and two decoded ones.
    budget: { compressedBytes: 16, decodedBytes: 16 },
  });
  session = {
    study: { index } as StudySession['study'],
    stacks,
    engine,
    tables: createTableStore(() => Promise.reject(new Error('none'))),
    blob: () => Promise.reject(new Error('none')),
    readVideo: () => Promise.reject(new Error('none')),
    first: { stack: 0, position: 0, isChosen: false },
    close: () => undefined,
  };
});

const probe = (instance: number, over: Partial<Annotation> = {}): Annotation => ({
  id: `probe-${String(instance)}`.padEnd(16, '0'),
  kind: 'probe',
  instance: `instance-${String(instance)}`,
  frame: 1,
  points: [{ x: 0.5, y: 0.5 }],
  createdAtMs: 1,
  ...over,
});

const first = () => wishes[0]?.address[0];
const deliver = (instance: number) => {
  tell({ kind: 'full', address: [instance, 0], bytes: bytesOf(instance) });
};

test('images that nobody looks at are asked for ahead of what the panes want next, one after the other', async () => {
  session.engine.focus([{ stack: 0, position: 0, travel: 0 }]);
  deliver(0);
  const measured = measureAll(session, [probe(5), probe(3)], new AbortController().signal);
  await eventually(() => {
    expect(first()).toBe(5);
  });
  deliver(5);
  await eventually(() => {
    expect(first()).toBe(3);
  });
  deliver(3);
  expect((await measured).map((one) => one?.kind === 'probe' && one.value)).toEqual([-50, -70]);
  // The panes alone count again.
  expect(wishes.map(({ address }) => address[0])).toEqual([1]);
});

test('an image that does not come leaves its value out, the others keep theirs', async () => {
  session.engine.focus([{ stack: 0, position: 0, travel: 0 }]);
  const measured = measureAll(session, [probe(4), probe(2)], new AbortController().signal);
  await eventually(() => {
    expect(wishes.some(({ address }) => address[0] === 4)).toBe(true);
  });
  tell({ kind: 'failed', address: [4, 0], reason: 'unreachable' });
  await eventually(() => {
    expect(wishes.some(({ address }) => address[0] === 2)).toBe(true);
  });
  deliver(2);
  expect((await measured).map((one) => one?.kind === 'probe' && one.value)).toEqual(['later', -80]);
});

test('lengths need no pixels, and what is given up asks for none', async () => {
  const abort = new AbortController();
  const line: Partial<Annotation> = {
    kind: 'length',
    points: [
      { x: 0, y: 0 },
      { x: 0, y: 2 },
    ],
  };
  expect(await measureAll(session, [probe(2, line)], abort.signal)).toMatchObject([{ length: { value: 2 } }]);
  const measured = measureAll(session, [probe(4)], abort.signal);
  abort.abort();
  expect(await measured).toMatchObject([{ value: 'later' }]);
  expect(wishes).toEqual([]);
});

test('an image is found in the stack that is shown, else in the first that has it', () => {
  expect(placeOf(index, probe(1))).toEqual({ stack: 0, position: 1 });
  expect(placeOf(index, probe(1), 1)).toEqual({ stack: 1, position: 0 });
  expect(placeOf(index, probe(3), 0)).toEqual({ stack: 1, position: 3 });
  expect(placeOf(index, probe(1, { frame: 2 }))).toBeUndefined();
  expect(measureNow(session, probe(1, { instance: 'gone' }))).toBeUndefined();
});

test('values are worked out once for the same figure on the same pixels, and anew for others', async () => {
  session.engine.focus([{ stack: 0, position: 0, travel: 0 }]);
  const here = probe(0);
  const before = measureNow(session, here);
  expect(before).toMatchObject({ value: 'later' });
  deliver(0);
  await eventually(() => {
    expect(session.engine.view(0, 0).state).toBe('full');
  });
  const after = measureNow(session, here);
  expect(after).toMatchObject({ value: -100 });
  expect(measureNow(session, here)).toBe(after);
  expect(measureNow(session, { ...here })).not.toBe(after);
});
