/** Packs whose bytes are not those that were stored: a message for each such frame, and never a picture. */
import { setImmediate } from 'node:timers/promises';
import { decodeFrame } from '@pacs/shared/codecs/decode-frame';
import { nodeCodecs } from '@pacs/shared/codecs/node-codecs';
import { describe, expect, test } from 'vitest';
import { ctVolume } from '../../tools/seed/synthetic/ct-volume.ts';
import { stackTable } from '../../web/src/viewer/core/frame-table.ts';
import { openBook } from '../../web/src/viewer/core/signed-urls.ts';
import { reasonWords } from '../../web/src/viewer/core/words.ts';
import { createFrameEngine } from '../../web/src/viewer/engine/frame-engine.ts';
import { createPackSource } from '../../web/src/viewer/source/pack-source.ts';
import { createUrlKeeper } from '../../web/src/viewer/source/url-keeper.ts';
import { packStudy } from './harness/pack-study.ts';
import { eventually } from '../support/eventually.ts';

const slices = 4;
const study = await packStudy(
  'study',
  ctVolume({ slices, size: 128 }).map(({ bytes }) => bytes),
);
const other = await packStudy(
  'study',
  ctVolume({ slices: slices + 1, size: 128 }).map(({ bytes }) => bytes),
);
const [stored = []] = study.packs;
/** No Buffer: its slices share memory. */
const sound = Uint8Array.from(stored);
const [stack] = stackTable(study.index);
const refOf = (position: number) => {
  const ref = stack?.frames[position]?.facts.ref;
  if (!ref) throw new Error('no frame');
  return ref;
};

/** The viewer's own source and engine over a bucket whose object may change at any time. */
function viewer(
  object: Uint8Array,
  { arrives = () => true, first }: { arrives?: (from: number) => boolean; first?: Uint8Array } = {},
) {
  const bucket = { object };
  const pictures: number[] = [];
  const previews: number[] = [];
  const fetchBytes: typeof fetch = (_input, init) => {
    const range = /bytes=(\d+)-(\d+)/.exec(new Headers(init?.headers).get('range') ?? '');
    const [from = 0, to = 0] = range?.slice(1).map(Number) ?? [];
    if (!arrives(from)) return new Promise(() => undefined);
    return Promise.resolve(new Response(bucket.object.slice(from, to + 1), { status: 206 }));
  };
  const urls = { frames: { 0: 'https://bucket.test/0' }, expireAtMs: 1e12 };
  const source = createPackSource(study.index, {
    fetchBytes,
    urls: createUrlKeeper(
      openBook(urls, 0, 0),
      () => Promise.resolve(urls),
      () => 0,
    ),
    delay: () => Promise.resolve(),
  });
  const engine = createFrameEngine({
    stacks: stackTable(study.index),
    source,
    decode: (frame) => {
      ((frame.skipResolutions ?? 0) === 0 ? pictures : previews).push(frame.bytes.length);
      return decodeFrame(nodeCodecs(), frame);
    },
    decodeAtOnce: 2,
    first: first && { address: stack?.frames[2]?.facts.address ?? [0, 0], bytes: first },
    budget: { compressedBytes: 1e8, decodedBytes: 1e8 },
  });
  const look = (position: number) => {
    engine.focus([{ stack: 0, position, travel: 0 }]);
  };
  const states = () => Array.from({ length: slices }, (_, position) => engine.view(0, position).state);
  return { bucket, engine, look, states, pictures, previews };
}

const turned = (at: number) => (object: Uint8Array) => {
  object[at] = (object[at] ?? 0) ^ 4;
};

const damaged = (change: (object: Uint8Array) => void): Uint8Array => {
  const object = sound.slice();
  change(object);
  return object;
};

/** The end of a frame's stored bytes: its last hundredth. */
const tailOf = (position: number): [from: number, to: number] => {
  const { restAt, restBytes, leadBytes } = refOf(position);
  const end = restAt + restBytes;
  return [end - Math.ceil((restBytes + leadBytes) / 100), end];
};

test('sound packs give a picture of every frame', async () => {
  const { look, states } = viewer(sound);
  look(0);
  await eventually(() => {
    expect(states()).toEqual(['full', 'full', 'full', 'full']);
  });
});

describe('one frame of the pack is not what was stored', () => {
  const [from, to] = tailOf(2);
  test.each([
    ['its last hundredth is gone', damaged((object) => object.fill(0, from, to))],
    ['one bit is turned', damaged(turned(refOf(2).restAt + 40))],
    ['one bit of its leading bytes is turned', damaged(turned(refOf(2).leadAt + 200))],
  ])('%s: it says so, and the others are shown', async (_what, object) => {
    const { look, states, engine, pictures } = viewer(object);
    look(2);
    await eventually(() => {
      expect(states()).toEqual(['full', 'full', 'failed', 'full']);
    });
    expect(engine.view(0, 2)).toEqual({ state: 'failed', reason: 'damaged' });
    expect(reasonWords('damaged')).toMatch(/damaged: it does not match what was uploaded/);
    expect(pictures).toHaveLength(slices - 1);
  });

  test('the decoder alone would have shown a wrong picture', async () => {
    const { leadAt, leadBytes, restAt, restBytes, coding } = refOf(2);
    const bytes = new Uint8Array([
      ...sound.subarray(leadAt, leadAt + leadBytes),
      ...sound.subarray(restAt, restAt + restBytes),
    ]);
    const facts = stack?.frames[2]?.facts;
    const [format] = study.index.formats;
    if (!facts || !format) throw new Error('no frame');
    const frame = { coding, transferSyntaxUID: '1.2.840.10008.1.2.1', format };
    const whole = await decodeFrame(nodeCodecs(), { ...frame, bytes });
    const cut = await decodeFrame(nodeCodecs(), { ...frame, bytes: bytes.subarray(0, bytes.length * 0.99) });
    expect(cut.samples).toHaveLength(whole.samples.length);
    expect(Buffer.compare(Buffer.from(cut.samples.buffer), Buffer.from(whole.samples.buffer))).not.toBe(0);
  });
});

test('an object cut short at 99 %: what lies behind the cut says so, the rest is shown', async () => {
  const { look, states, pictures } = viewer(sound.subarray(0, tailOf(slices - 1)[0]));
  look(0);
  await eventually(() => {
    expect(states()).toEqual(['full', 'full', 'full', 'failed']);
  });
  expect(pictures).toHaveLength(slices - 1);
});

test('the pack is exchanged under an open viewer: what was shown stays, all else says so', async () => {
  const { bucket, look, states, engine, pictures } = viewer(
    damaged((object) => object.fill(0, refOf(1).restAt)),
  );
  look(0);
  await eventually(() => {
    expect(states()).toEqual(['full', 'failed', 'failed', 'failed']);
  });
  const shown = pictures.length;
  bucket.object = other.packs[0] ?? new Uint8Array();
  engine.retry();
  look(3);
  await eventually(() => {
    expect(states()).toEqual(['full', 'failed', 'failed', 'failed']);
  });
  expect(pictures).toHaveLength(shown);

  const opened = viewer(other.packs[0] ?? new Uint8Array());
  opened.look(0);
  await eventually(() => {
    expect(opened.states()).toEqual(['failed', 'failed', 'failed', 'failed']);
  });
  expect(opened.pictures).toEqual([]);
});

describe('of a frame only its leading bytes come', () => {
  const { leadAt, leadBytes } = refOf(2);
  const leadsEnd = Math.min(...Array.from({ length: slices }, (_, position) => refOf(position).restAt));
  const isLead = (from: number) => from < leadsEnd;
  const unsound = damaged(turned(leadAt + leadBytes - 1));
  const leadOf = (object: Uint8Array) => object.slice(leadAt, leadAt + leadBytes);

  test('sound ones are its preview', async () => {
    const { look, engine } = viewer(sound, { arrives: isLead });
    look(2);
    await eventually(() => {
      expect(engine.view(0, 2).state).toBe('preview');
    });
  });

  test('changed ones never are: it says that they are damaged', async () => {
    const { look, engine } = viewer(unsound, { arrives: isLead });
    const seen = new Set<string>();
    engine.subscribe(() => seen.add(engine.view(0, 2).state));
    look(2);
    await eventually(() => {
      expect(engine.view(0, 2)).toEqual({ state: 'failed', reason: 'damaged' });
    });
    expect([...seen]).not.toContain('preview');
  });

  test.each([
    ['sound', sound, 1],
    ['changed', unsound, 0],
    ['cut', sound.slice(0, leadAt + leadBytes - 1), 0],
  ])('%s ones that came with the answer to opening', async (_what, object, drawn) => {
    const { look, previews } = viewer(sound, { arrives: () => false, first: leadOf(object) });
    look(2);
    await setImmediate();
    expect(previews).toHaveLength(drawn);
  });
});
