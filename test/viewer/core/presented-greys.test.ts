import type { InlineLut, PresentationState } from '@pacs/shared/document-content';
import { lutOf, type DisplayLuts } from '@pacs/shared/display/lut';
import { renderFrame } from '@pacs/shared/display/render-frame';
import { DisplayFacts, type IndexInstance, type PixelFormat } from '@pacs/shared/manifest';
import { expect, test } from 'vitest';
import { presentedGreys, presentedVoi } from '../../../web/src/viewer/core/presented-greys.ts';
import { isHounsfield } from '../../../web/src/viewer/core/presets.ts';
import { presentedBy, threeShutters } from './support/presentation-states.ts';

const image = (id: string, frame = 0, pixelRepresentation = 0) => ({
  address: [0, frame] as [number, number],
  instance: { id } as IndexInstance,
  format: { pixelRepresentation } as PixelFormat,
});
const stateOf = (changed: Partial<PresentationState>) =>
  presentedBy({ references: [{ instance: 'a' }, { instance: 'b' }], ...changed });
const table = (firstValueMapped: number, bitsPerEntry: number, ...values: number[]): InlineLut => ({
  firstValueMapped,
  bitsPerEntry,
  values,
});
const lut = (firstValueMapped: number, ...entries: number[]) =>
  lutOf(
    { entries: entries.length, firstValueMapped, bitsPerEntry: 8 },
    new Uint8Array(Uint16Array.from(entries).buffer),
  );
const blob = {
  entries: 2,
  firstValueMapped: 0,
  bitsPerEntry: 8,
  blob: { pack: 0, at: 0, bytes: 4, crc: 0 },
};
const exactly = (center: number, width: number) => ({
  voi: [{ window: { center, width }, voiLutFunction: 'LINEAR_EXACT' as const }],
});
const identity = { modality: { slope: 1, intercept: 0 } };

/** Greys 0–255 as the screen shows them: of the image alone, or as the state wants it. */
function shown(
  changed: Partial<PresentationState> | undefined,
  {
    samples = Uint8Array.of(0, 50, 100),
    photometricInterpretation = 'MONOCHROME2',
    facts = {},
    luts = {},
    invert = false,
    signed = false,
    stack,
  }: {
    samples?: Uint8Array | Int16Array;
    photometricInterpretation?: string;
    facts?: object;
    luts?: DisplayLuts;
    invert?: boolean;
    signed?: boolean;
    stack?: [number, number];
  } = {},
): number[] {
  const frame = {
    samples,
    rows: 1,
    columns: samples.length,
    samplesPerPixel: 1,
    photometricInterpretation,
  };
  const greys = presentedGreys(
    changed && stateOf(changed),
    image('a', 0, signed ? 1 : 0),
    DisplayFacts.parse(facts),
    luts,
  );
  const voi = presentedVoi(greys, undefined, frame, { stack });
  const rgba = renderFrame(frame, { display: greys.display, luts: greys.luts, voi, invert });
  return Array.from({ length: samples.length }, (_, at) => rgba[4 * at] ?? -1);
}

test('each image gets the window that is meant for it, by the function that it names', () => {
  const presented = stateOf({
    voi: [
      { images: [{ instance: 'b' }], window: { center: 1, width: 2 }, voiLutFunction: 'SIGMOID' },
      { window: { center: 40, width: 400 } },
    ],
  });
  const [display, luts] = [DisplayFacts.parse({}), {}];
  const voi = (id: string) => presentedGreys(presented, image(id), display, luts).voi;
  expect(voi('a')).toEqual({ kind: 'window', center: 40, width: 400, function: 'LINEAR' });
  expect(voi('b')).toEqual({ kind: 'window', center: 1, width: 2, function: 'SIGMOID' });
  expect(voi('c')).toBeUndefined();
  expect(presentedGreys(presented, image('c'), display, {}).display).toBe(display);
  expect(presentedGreys(undefined, image('a'), display, {}).display).toBe(display);
});

test('its shutters take the place of the image’s own, rows and columns where they belong', () => {
  const presented = stateOf({
    shutters: threeShutters,
    shutterPresentationValue: 65_535,
  });
  const display = DisplayFacts.parse({ pixelSpacing: [2, 1], shutter: { presentationValue: 7 } });
  expect(presentedGreys(presented, image('a'), display, {}).display.shutter).toEqual({
    rectangle: { left: 3, right: 60, top: 5, bottom: 50 },
    circle: { row: 20, column: 30, radius: 9, rowToColumn: 2 },
    polygon: [
      [2, 1],
      [4, 3],
      [9, 5],
    ],
    presentationValue: 65_535,
  });
  expect(presentedGreys(presented, image('c'), display, {}).display).toBe(display);
});

test('a table of values of interest maps modality values, scaled by its bits (PS3.3 C.11.2)', () => {
  const voi = [{ lut: table(50, 12, 0, 1024, 4095) }];
  expect(shown({ ...identity, voi }, { samples: Uint8Array.of(0, 50, 51, 52, 99) })).toEqual([
    0, 0, 64, 255, 255,
  ]);
  // Beside tables of the image itself, which a reader may still choose.
  const greys = presentedGreys(stateOf({ ...identity, voi }), image('a'), DisplayFacts.parse({}), {
    voi: [lut(0, 7)],
  });
  expect(greys.voi).toEqual({ kind: 'lut', lut: 1 });
  expect(greys.luts.voi?.map(({ entries }) => [...entries])).toEqual([[7], [0, 1024, 4095]]);
});

test('the state’s scale replaces the image’s, be it a rescale or a table (PS3.3 C.11.1)', () => {
  const facts = { rescaleSlope: 3, rescaleIntercept: 1000, windows: [{ center: 1150, width: 300 }] };
  expect(shown(undefined, { facts })).toEqual([0, 128, 255]);
  expect(shown({ modality: { slope: 2, intercept: -100 }, ...exactly(0, 200) }, { facts })).toEqual([
    0, 128, 255,
  ]);
  const modality = { slope: 1, intercept: 0, lut: table(49, 16, 0, 300, 600) };
  expect(shown({ modality, ...exactly(300, 600) }, { facts, samples: Uint8Array.of(49, 50, 51) })).toEqual([
    0, 128, 255,
  ]);
  const luts = { modality: lut(0, 255, 0) };
  expect(shown({ ...identity, ...exactly(50, 100) }, { luts, facts: { modalityLut: blob } })).toEqual([
    0, 128, 255,
  ]);
});

test('a window of a state without a scale is in stored values: the image’s scale is not used (PS3.4 N.2.1.1)', () => {
  const facts = { rescaleSlope: 1, rescaleIntercept: -1000 };
  expect(shown(exactly(50, 100), { facts })).toEqual([0, 128, 255]);
});

test('a state that says nothing of greys leaves the image its own scale, window and range', () => {
  const display = DisplayFacts.parse({ rescaleSlope: 2, windows: [{ center: 1, width: 2 }] });
  const luts = {};
  const same = presentedGreys(stateOf({}), image('a'), display, luts);
  expect(same).toEqual({ display, luts, voi: undefined, isRescaled: false });
  const repeated = stateOf({ modality: { slope: 2, intercept: 0, type: 'HU' } });
  expect(presentedGreys(repeated, image('a'), display, luts).isRescaled).toBe(false);
  const steeper = stateOf({ modality: { slope: 3, intercept: 0 } });
  expect(presentedGreys(steeper, image('a'), display, luts).isRescaled).toBe(true);
});

test('where the scale is another one, the image’s windows, its tables and its SUV do not hold', () => {
  const facts = {
    rescaleSlope: 1,
    rescaleIntercept: -1024,
    suvbwFactor: 2,
    windows: [{ center: -974, width: 1 }],
  };
  // All that there is from black to white, not the image's threshold.
  const modality = { slope: 10, intercept: 0 };
  expect(shown({ modality }, { facts, luts: { voi: [lut(0, 255, 0)] }, stack: [-1024, -924] })).toEqual([
    0, 128, 255,
  ]);
  const { display, isRescaled } = presentedGreys(
    stateOf({ modality: { slope: 10, intercept: 0, type: 'US' } }),
    image('a'),
    DisplayFacts.parse(facts),
    {},
  );
  expect(isRescaled).toBe(true);
  expect(display).toMatchObject({ rescaleSlope: 10, rescaleIntercept: 0, rescaleType: 'US' });
  expect(display.suvbwFactor).toBeUndefined();
  expect(isHounsfield('CT', display)).toBe(false);
});

test('a presentation table is fed all of its entries by what comes before it (PS3.3 C.11.4)', () => {
  const presentationLut = { lut: table(0, 10, 1023, 0, 341) };
  expect(shown({ ...identity, ...exactly(50, 100), presentationLut })).toEqual([255, 0, 85]);
});

test('beside it the image’s own polarity does not count, the reader’s wish does (PS3.4 N.2)', () => {
  const state = { ...identity, ...exactly(50, 100), presentationLut: { lut: table(0, 8, 0, 51, 255) } };
  const inverse = { photometricInterpretation: 'MONOCHROME1', facts: { presentationLutShape: 'INVERSE' } };
  expect(shown(state)).toEqual([0, 51, 255]);
  expect(shown(state, inverse)).toEqual([0, 51, 255]);
  expect(shown(state, { invert: true })).toEqual([255, 204, 0]);
});

test('a first value that cannot be meant is a negative one, where the image has such values', () => {
  const modality = { slope: 1, intercept: 0, lut: table(65_535, 16, 0, 50, 100) };
  const samples = Int16Array.of(-1, 0, 1);
  expect(shown({ modality, ...exactly(50, 100) }, { samples, signed: true })).toEqual([0, 128, 255]);
  const voi = [{ lut: table(65_526, 8, 0, 128, 255) }];
  const below = { slope: 1, intercept: -60 };
  expect(shown({ modality: below, voi }, { samples: Uint8Array.of(50, 51, 52) })).toEqual([0, 128, 255]);
});

test('images that share their facts share what is made of them', () => {
  const presented = stateOf({ ...exactly(1, 2), presentationLut: { lut: table(0, 8, 0, 255) } });
  const [display, luts] = [DisplayFacts.parse({ rescaleSlope: 2 }), {}];
  const first = presentedGreys(presented, image('a'), display, luts);
  expect(presentedGreys(presented, image('b'), display, luts)).toBe(first);
});
