import { crc32c } from '@pacs/shared/crc32c';
import { DecodeError, type DecodedFrame, type FrameToDecode } from '@pacs/shared/codecs/types';
import { StudyIndex } from '@pacs/shared/manifest';
import { expect, test, vi } from 'vitest';
import type { FrameNews, FrameSource, FrameWish } from '../../web/src/viewer/core/frame-source.ts';
import { stackTable } from '../../web/src/viewer/core/frame-table.ts';
import { createFrameEngine, type EngineParts } from '../../web/src/viewer/engine/frame-engine.ts';
import { eventually } from '../support/eventually.ts';

const frameSize = 8;
const bytesOf = (instance: number) => new Uint8Array(frameSize).fill(instance);

function stackOf(count: number) {
  return stackTable(
    StudyIndex.parse({
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
      displays: [{}],
      documents: [],
      instances: Array.from({ length: count }, (_, i) => ({
        id: String(i),
        series: 's',
        sopClassUID: '1',
        transferSyntaxUID: '2',
        modality: 'MR',
        role: 'primary',
        format: 0,
        display: 0,
        frames: [
          {
            pack: 0,
            coding: 'htj2k',
            leadAt: i * 2,
            leadBytes: 2,
            restAt: 1_000 + i * 6,
            restBytes: 6,
            crc: crc32c(bytesOf(i)),
            resolutions: [2, frameSize],
          },
        ],
      })),
      stacks: [
        {
          id: 'x',
          series: 's',
          modality: 'MR',
          role: 'primary',
          order: 'position',
          frames: Array.from({ length: count }, (_, i) => [i, 0]),
        },
      ],
    }),
  );
}

function fakeSource() {
  let tell: (news: FrameNews) => void = () => undefined;
  let wishes: readonly FrameWish[] = [];
  const source: FrameSource = {
    wish: (list) => (wishes = list),
    blob: () => Promise.reject(new Error('none')),
    subscribe: (listener) => {
      tell = listener;
      return () => undefined;
    },
    close: () => undefined,
  };
  return {
    source,
    wishes: () => wishes,
    deliver: (instance: number) => {
      tell({ kind: 'full', address: [instance, 0], bytes: bytesOf(instance) });
    },
    lead: (instance: number) => {
      tell({ kind: 'lead', address: [instance, 0], bytes: bytesOf(instance).subarray(0, 2) });
    },
    fail: (instance: number, reason: 'damaged' | 'unreachable') => {
      tell({ kind: 'failed', address: [instance, 0], reason });
    },
  };
}

const picture = (frame: FrameToDecode): DecodedFrame => ({
  samples: new Uint16Array(4).fill(frame.bytes[0] ?? 0),
  rows: 2,
  columns: 2,
  samplesPerPixel: 1,
  photometricInterpretation: 'MONOCHROME2',
});

function engineOf(count: number, more: Partial<EngineParts> = {}) {
  const from = fakeSource();
  const decoded: number[] = [];
  const engine = createFrameEngine({
    stacks: stackOf(count),
    source: from.source,
    decode: (frame) => {
      decoded.push(frame.bytes[0] ?? -1);
      return Promise.resolve(picture(frame));
    },
    decodeAtOnce: 1,
    budget: { compressedBytes: 1e6, decodedBytes: 1e6 },
    ...more,
  });
  return { engine, from, decoded };
}

test('the frame on the screen is decoded before the others, then the nearest', async () => {
  const { engine, from, decoded } = engineOf(9);
  for (const instance of [0, 1, 2, 8, 5, 4]) from.deliver(instance);
  engine.focus([{ stack: 0, position: 4, travel: 0 }]);
  await eventually(() => {
    expect(decoded).toEqual([4, 5, 2, 1, 8, 0]);
  });
  expect(engine.view(0, 4)).toMatchObject({ state: 'full' });
  expect(engine.view(0, 6)).toEqual({ state: 'waiting' });
});

test('a preview is shown until the whole frame is here, and is told from it', async () => {
  const { engine, from } = engineOf(3);
  engine.focus([{ stack: 0, position: 1, travel: 0 }]);
  from.lead(1);
  await eventually(() => {
    expect(engine.view(0, 1).state).toBe('preview');
  });
  from.deliver(1);
  await eventually(() => {
    expect(engine.view(0, 1).state).toBe('full');
  });
});

test('what came with the answer is not asked for again', () => {
  const whole = engineOf(2, { first: { address: [0, 0], bytes: bytesOf(0) } });
  whole.engine.focus([{ stack: 0, position: 0, travel: 0 }]);
  expect(whole.from.wishes().map(({ address }) => address[0])).toEqual([1, 1]);

  const lead = engineOf(1, { first: { address: [0, 0], bytes: bytesOf(0).subarray(0, 2) } });
  lead.engine.focus([{ stack: 0, position: 0, travel: 0 }]);
  expect(lead.from.wishes()).toMatchObject([{ part: 'full', lead: bytesOf(0).subarray(0, 2) }]);
});

test('bytes of the answer that do not fit their checksum are not shown as a frame', () => {
  const { engine, from } = engineOf(1, {
    first: { address: [0, 0], bytes: new Uint8Array(frameSize).fill(9) },
  });
  engine.focus([{ stack: 0, position: 0, travel: 0 }]);
  expect(from.wishes()).toMatchObject([{ part: 'full' }]);
});

test('decoded frames stay within the budget, the nearest are kept, the far ones come back from their bytes', async () => {
  const bytesPerFrame = 8;
  const { engine, from, decoded } = engineOf(20, {
    budget: { compressedBytes: 1e6, decodedBytes: 5 * bytesPerFrame },
  });
  engine.focus([{ stack: 0, position: 0, travel: 1 }]);
  for (let instance = 0; instance < 20; instance++) from.deliver(instance);
  await eventually(() => {
    expect([...decoded].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4]);
  });
  engine.focus([{ stack: 0, position: 19, travel: 1 }]);
  await eventually(() => {
    expect(engine.view(0, 15).state).toBe('full');
  });
  expect(engine.view(0, 0).state).toBe('waiting');
  engine.focus([{ stack: 0, position: 0, travel: -1 }]);
  await eventually(() => {
    expect(engine.view(0, 0).state).toBe('full');
  });
  expect(from.wishes()).toEqual([]);
  const states = () => Array.from({ length: 20 }, (_, at) => engine.view(0, at).state);
  engine.resize({ compressedBytes: 10 * frameSize, decodedBytes: 2 * bytesPerFrame });
  expect(states().filter((state) => state === 'full')).toHaveLength(2);
});

test('a frame that cannot be decoded says why and leaves the others alone', async () => {
  const onStackLocal = vi.fn();
  const { engine, from } = engineOf(2, {
    onStackLocal,
    decode: (frame) =>
      frame.bytes[0] === 0
        ? Promise.reject(new DecodeError('unsupported-syntax'))
        : Promise.resolve(picture(frame)),
  });
  engine.focus([{ stack: 0, position: 0, travel: 0 }]);
  from.deliver(0);
  from.deliver(1);
  await eventually(() => {
    expect(engine.view(0, 0)).toEqual({ state: 'failed', reason: 'unsupported-syntax' });
    expect(engine.view(0, 1).state).toBe('full');
  });
  expect(onStackLocal).toHaveBeenCalledExactlyOnceWith(0);
});

test('a frame without pixels says so, with the same answer each time it is read', () => {
  const stacks = stackOf(1).map((stack) => ({
    ...stack,
    frames: stack.frames.map((frame) => ({ ...frame, facts: { ...frame.facts, ref: undefined } })),
  }));
  const { engine } = engineOf(1, { stacks });
  expect(engine.view(0, 0)).toEqual({ state: 'failed', reason: 'no-pixels' });
  expect(engine.view(0, 0)).toBe(engine.view(0, 0));
});

test('what could not be fetched is tried again when asked to; what is damaged is not', () => {
  const { engine, from } = engineOf(2);
  engine.focus([{ stack: 0, position: 0, travel: 0 }]);
  from.fail(0, 'unreachable');
  from.fail(1, 'damaged');
  engine.thumbnail(0);
  from.fail(0, 'unreachable');
  expect(engine.thumbnail(0).state).toBe('failed');
  expect(engine.view(0, 0)).toEqual({ state: 'failed', reason: 'unreachable' });
  engine.retry();
  expect(engine.view(0, 0)).toEqual({ state: 'waiting' });
  expect(engine.thumbnail(0)).toEqual({ state: 'waiting' });
  expect(new Set(from.wishes().map(({ address }) => address[0]))).toEqual(new Set([0]));
});

test('a thumbnail is made from leading bytes alone', async () => {
  const { engine, from } = engineOf(5);
  engine.focus([{ stack: 0, position: 0, travel: 0 }]);
  expect(engine.thumbnail(0)).toEqual({ state: 'waiting' });
  from.lead(2);
  await eventually(() => {
    expect(engine.thumbnail(0).state).toBe('full');
  });
});

test('every pane’s shown frame comes before any other, then the panes take turns', async () => {
  const [stack] = stackOf(6);
  const frames = stack?.frames ?? [];
  const stacks = [frames.slice(0, 3), frames.slice(3)].map((half, ordinal) => ({
    portrait: 0,
    frames: half.map((entry) => ({ ...entry, stack: ordinal })),
  }));
  const onStackLocal = vi.fn();
  const { engine, from, decoded } = engineOf(6, { stacks, onStackLocal });
  for (let instance = 0; instance < 6; instance++) from.deliver(instance);
  engine.focus([
    { stack: 1, position: 2, travel: -1 },
    { stack: 0, position: 0, travel: 0 },
  ]);
  await eventually(() => {
    expect(decoded).toEqual([5, 0, 4, 1, 3, 2]);
  });
  await eventually(() => {
    expect(onStackLocal.mock.calls).toEqual([[1], [0]]);
  });
});

test('no pane loses its picture to the budget of another', async () => {
  const { engine, from } = engineOf(20, { budget: { compressedBytes: 1e6, decodedBytes: 16 } });
  engine.focus([
    { stack: 0, position: 0, travel: 0 },
    { stack: 0, position: 10, travel: 0 },
    { stack: 0, position: 19, travel: 0 },
  ]);
  for (let instance = 0; instance < 20; instance++) from.deliver(instance);
  await eventually(() => {
    for (const position of [0, 10, 19]) expect(engine.view(0, position).state).toBe('full');
  });
});

test('a stack is local once its frames are decoded, not as soon as their bytes are here', async () => {
  const onStackLocal = vi.fn();
  const finish: (() => void)[] = [];
  const { engine, from } = engineOf(2, {
    onStackLocal,
    decode: (frame) =>
      new Promise((resolve) => {
        finish.push(() => {
          resolve(picture(frame));
        });
      }),
  });
  engine.focus([{ stack: 0, position: 0, travel: 0 }]);
  for (const instance of [0, 1]) from.deliver(instance);
  finish[0]?.();
  await eventually(() => {
    expect(finish).toHaveLength(2);
  });
  engine.focus([{ stack: 0, position: 1, travel: 1 }]);
  expect(onStackLocal).not.toHaveBeenCalled();
  finish[1]?.();
  await eventually(() => {
    expect(onStackLocal).toHaveBeenCalledExactlyOnceWith(0);
  });
});
