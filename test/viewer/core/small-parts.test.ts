import { DisplayFacts } from '@pacs/shared/manifest';
import { expect, test, vi } from 'vitest';
import { createByteCache, memoryBudget, shareMemory } from '../../../web/src/viewer/core/byte-cache.ts';
import {
  createWheelCounter,
  pixelsPerImage,
  zoomAround,
  type Point,
} from '../../../web/src/viewer/core/gestures.ts';
import { dueFrame, headerRate } from '../../../web/src/viewer/core/playback.ts';
import { draggedWindow, presetsFor } from '../../../web/src/viewer/core/presets.ts';
import {
  addRenewed,
  openBook,
  packsToRenew,
  renewBeforeEndMs,
  usableUrl,
} from '../../../web/src/viewer/core/signed-urls.ts';
import { untouched } from '../../../web/src/viewer/core/viewer-state.ts';
import { maxZoom, minZoom } from '../../../web/src/viewer/core/zoom.ts';
import {
  dateWords,
  patientWords,
  personWords,
  studyWords,
  timeWords,
} from '../../../web/src/viewer/core/words.ts';
import { basicTools } from '../../../web/src/viewer/view/basic-tools.ts';
import type { PaneHandle, PanePointer } from '../../../web/src/viewer/view/pane-layers.ts';

test('a cache drops the farthest first, never what is on the screen, until it fits', () => {
  const cache = createByteCache<string>(250);
  for (const key of ['0', '1', '2', '3']) cache.set(key, key, 100);
  expect(cache.bytes).toBe(400);
  expect(cache.trim(Number)).toEqual(['3', '2']);
  expect(cache.bytes).toBe(200);
  cache.set('0', 'large', 1_000);
  expect(cache.trim(Number)).toEqual(['1']);
  expect(cache.get('0')).toBe('large');
});

test('setting a key again counts it once', () => {
  const cache = createByteCache<string>(100);
  cache.set('a', 'x', 60);
  cache.set('a', 'y', 30);
  expect(cache.bytes).toBe(30);
  cache.delete('a');
  expect(cache.bytes).toBe(0);
});

test('a phone of 4 GB gives half of what a workstation gives', () => {
  expect(memoryBudget(4).decodedBytes * 2).toBe(memoryBudget(8).decodedBytes);
  expect(memoryBudget(undefined)).toEqual(memoryBudget(4));
});

test('studies that are open at once share one budget, and get it back', () => {
  const parts: Record<string, number> = {};
  const shares = shareMemory({ compressedBytes: 600, decodedBytes: 1001 });
  const join = (name: string) =>
    shares.join(({ compressedBytes, decodedBytes }) => {
      parts[name] = compressedBytes + decodedBytes;
    });
  const leaveFirst = join('first');
  expect(parts).toEqual({ first: 1601 });
  const leaveSecond = join('second');
  expect(parts).toEqual({ first: 800, second: 800 });
  leaveSecond();
  leaveSecond();
  expect(parts).toEqual({ first: 1601, second: 800 });
  leaveFirst();
  join('third');
  expect(parts['third']).toBe(1601);
});

test('URLs are used until a minute before their end by the server’s clock', () => {
  const urls = { frames: { 0: 'a', 1: 'b' }, expireAtMs: 1_000_000 };
  const book = openBook(urls, 400_000, 0);
  expect(usableUrl(book, 0, 0)).toBe('a');
  expect(usableUrl(book, 0, 600_000 - renewBeforeEndMs - 1)).toBe('a');
  expect(usableUrl(book, 0, 600_000 - renewBeforeEndMs)).toBeUndefined();
  expect(usableUrl(book, 2, 0)).toBeUndefined();
  const renewing = packsToRenew(book, 2, 600_000);
  expect(renewing.slice(0, 5)).toEqual([2, 0, 1, 3, 4]);
  expect(renewing).toHaveLength(32);
  const renewed = addRenewed(book, { frames: { 2: 'c' }, expireAtMs: 2_000_000 }, 600_000);
  expect(usableUrl(renewed, 2, 600_000)).toBe('c');
});

test('a URL that has just been renewed is used up to its end, where access ends with it', () => {
  const book = openBook({ frames: { 0: 'a' }, expireAtMs: 1_000_000 }, 400_000, 0);
  const last = addRenewed(book, { frames: { 0: 'b' }, expireAtMs: 1_000_000 }, 570_000);
  expect([570_000, 599_999, 600_000].map((now) => usableUrl(last, 0, now))).toEqual(['b', 'b', undefined]);
});

const facts = (given: Partial<DisplayFacts>) => DisplayFacts.parse(given);

test('presets: the file’s own first, Hounsfield windows only for Hounsfield units', () => {
  const windows = [
    { center: 40, width: 400, explanation: 'BODY' },
    { center: -500, width: 1500 },
  ];
  const ct = facts({ windows, rescaleSlope: 1, rescaleIntercept: -1024 });
  const names = presetsFor('CT', ct, true).map(({ name }) => name);
  expect(names.slice(0, 2)).toEqual(['Body', 'Window 2 of the file']);
  expect(names).toContain('Lung');
  expect(names).not.toContain('Soft tissue');
  expect(names.at(-1)).toBe('Full range');
  expect(presetsFor('CT', facts({ ...ct, rescaleType: 'US' }), true).map(({ name }) => name)).not.toContain(
    'Lung',
  );
  expect(presetsFor('MR', ct, true).map(({ name }) => name)).not.toContain('Lung');
  expect(presetsFor('US', ct, false)).toEqual([]);
});

test('PET is offered its SUV windows where SUV can be told, in the values of the file, and black on white, too', () => {
  const suv = (modality: string, over: Parameters<typeof facts>[0]) =>
    presetsFor(modality, facts(over), true).filter(({ name }) => name.startsWith('SUV'));
  const window = (width: number) => ({ kind: 'window', center: width / 2, width, function: 'LINEAR_EXACT' });
  expect(suv('PT', { suvbwFactor: 0.0004 })).toEqual([
    { name: 'SUV 0–5', voi: window(12_500), invert: false },
    { name: 'SUV 0–5, black on white', voi: window(12_500), invert: true },
    { name: 'SUV 0–10', voi: window(25_000), invert: false },
    { name: 'SUV 0–10, black on white', voi: window(25_000), invert: true },
  ]);
  expect([...suv('PT', {}), ...suv('CT', { suvbwFactor: 0.0004 })]).toEqual([]);
});

test('dragging right widens, down raises the level, and a width never vanishes', () => {
  const start = { center: 40, width: 400 };
  expect(draggedWindow(start, { x: 10, y: 5 }, 2)).toMatchObject({ width: 420, center: 50 });
  expect(draggedWindow(start, { x: -10_000, y: 0 }, 2).width).toBe(1);
});

test('cine follows the header’s rate and skips what is late', () => {
  expect(headerRate(facts({ frameTimeMs: 40 }))).toBe(25);
  expect(headerRate(facts({ recommendedDisplayFrameRate: 30, frameTimeMs: 40 }))).toBe(30);
  expect(headerRate(facts({ frameTimeMs: 0 }))).toBe(10);
  expect(dueFrame(8, 1_000, 25, 20)).toBe(13);
});

test('the image stays under the finger while the zoom changes', () => {
  // 1 image pixel a screen pixel; the anchor 100 pixels right of the middle.
  const { zoom, pan } = zoomAround({ zoom: 1, pan: { x: 0, y: 0 } }, 2, { x: 100, y: 0 });
  expect([zoom, 100 / zoom - pan.x]).toEqual([2, 100]);
  const along = zoomAround({ zoom: 1, pan: { x: 0, y: 0 } }, 2, { x: 100, y: 0 }, { x: 8, y: -4 });
  expect(along.pan).toEqual({ x: pan.x + 4, y: -2 });
});

test('at the limits of the zoom the image stays where it is', () => {
  const pan = { x: 5, y: 7 };
  for (const [zoom, wanted] of [
    [maxZoom, maxZoom * 3],
    [minZoom, minZoom / 3],
  ] as const)
    expect(zoomAround({ zoom, pan }, wanted, { x: 100, y: 50 })).toEqual({ zoom, pan });
  const past = zoomAround({ zoom: maxZoom / 2, pan }, maxZoom * 8, { x: 100, y: 50 });
  expect(past).toEqual(zoomAround({ zoom: maxZoom / 2, pan }, maxZoom, { x: 100, y: 50 }));
});

test('dragging the zoom tool past its limit moves nothing either', () => {
  const look = { ...untouched, zoom: maxZoom, pan: { x: 5, y: 7 } };
  const transforms = { toPan: (way: Point) => way, size: () => ({ width: 200, height: 200 }) };
  const dispatch = vi.fn();
  const pane = { frame: () => ({ look, transforms }), dispatch } as unknown as PaneHandle;
  const pointer = (x: number, y: number): PanePointer => ({
    screen: { x, y },
    image: undefined,
    pointerType: 'mouse',
    shiftKey: false,
    altKey: false,
  });
  basicTools
    .find(({ id }) => id === 'zoom')
    ?.begin(pointer(180, 150), pane)
    ?.move(pointer(180, -50));
  expect(dispatch.mock.calls).toEqual([[{ type: 'zoom', zoom: maxZoom, pan: look.pan }]]);
});

test('one notch of a wheel is one image; a touchpad adds up and forgets at a turn', () => {
  const wheel = createWheelCounter();
  expect(wheel.take({ deltaY: 120, deltaMode: 0 })).toBe(1);
  expect(wheel.take({ deltaY: -100, deltaMode: 0 })).toBe(-1);
  expect([10, 10, 10].map((deltaY) => wheel.take({ deltaY, deltaMode: 0 }))).toEqual([0, 0, 1]);
  expect(wheel.take({ deltaY: -10, deltaMode: 0 })).toBe(0);
  expect(wheel.take({ deltaY: 3, deltaMode: 1 })).toBe(1);
});

test('dragging over the whole viewport goes through the stack, within what a hand can do', () => {
  expect(pixelsPerImage(900, 82)).toBe(10);
  expect(pixelsPerImage(900, 2)).toBe(24);
  expect(pixelsPerImage(900, 2_000)).toBe(3);
});

test('dates and times are written out, and what is not one is left as it is', () => {
  expect(dateWords('20260304', 'en-GB')).toBe('4 Mar 2026');
  expect(dateWords('20260231')).toBe('20260231');
  expect(dateWords('1999')).toBe('1999');
  expect(timeWords('140509.123')).toBe('14:05');
});

test('what the file does not say about the patient is said to be missing', () => {
  expect(patientWords({})).toEqual({
    name: 'Name not given',
    born: 'birth date not given',
    id: 'no ID',
    sex: '',
  });
  expect(patientWords({ patientName: { alphabetic: 'Doe^Jane' }, patientID: '7' })).toMatchObject({
    name: 'Doe, Jane',
    id: 'ID 7',
  });
  expect(studyWords({ description: {} }).when).toBe('study date not given');
});

test('where a link leaves identity out, that stands in the name’s place, and nothing is said to be missing', () => {
  const removed = { identity: {}, description: {}, identityRemoved: true as const };
  expect(personWords(removed)).toEqual({ name: 'Identity removed', born: '', id: '', sex: '' });
  expect(studyWords(removed)).toEqual({ when: '', what: '' });
  expect(personWords({ identity: {} }).name).toBe('Name not given');
});
