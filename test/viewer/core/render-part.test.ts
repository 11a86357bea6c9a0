/** Whatever part of an image is painted, it shows what the whole would show there. */
import { expect, test } from 'vitest';
import type { DecodedFrame } from '@pacs/shared/codecs/types';
import { halveFrame } from '@pacs/shared/display/halves';
import { drawOverlay, type OverlayPlane } from '@pacs/shared/display/overlay';
import { halvePlane, type Part } from '@pacs/shared/display/part';
import { renderFrame } from '@pacs/shared/display/render-frame';
import { DisplayFacts, type Shutter } from '@pacs/shared/manifest';
import { renderPart, type Painting } from '../../../web/src/viewer/core/render-part.ts';

const [rows, columns] = [40, 61];
const voi = { kind: 'window', center: 600, width: 1200, function: 'LINEAR' } as const;

const decoded: DecodedFrame = {
  samples: Uint16Array.from({ length: rows * columns }, (_, i) => (i * 37) % 1201),
  rows,
  columns,
  samplesPerPixel: 1,
  photometricInterpretation: 'MONOCHROME2',
};

const plane: OverlayPlane = {
  group: 0x6000,
  rows: 30,
  columns: 30,
  origin: [5, 20],
  bits: Uint8Array.from({ length: 900 }, (_, i) => Number(i % 7 === 0)),
};

const shutters: Record<string, Shutter> = {
  rectangle: { rectangle: { left: 6, right: 52, top: 4, bottom: 33 } },
  circle: { circle: { row: 20, column: 30, radius: 15, rowToColumn: 1 } },
  polygon: {
    polygon: [
      [2, 30],
      [38, 5],
      [30, 58],
    ],
  },
};

const paintingOf = (shutter: Shutter | undefined, frame = decoded): Painting => ({
  decoded: frame,
  display: DisplayFacts.parse({ shutter }),
  luts: undefined,
  planes: [plane],
  voi,
  invert: false,
  bitsStored: 12,
  fullSize: { rows, columns },
});

const pixelsOf = (painting: Painting, level: number, part: Part) => {
  const into = new Uint8ClampedArray(part.rows * part.columns * 4);
  const painted = renderPart(painting, level, part, { table: undefined, into });
  return { words: [...new Uint32Array(into.buffer)], painted };
};

const cut = (rgba: Uint8ClampedArray<ArrayBuffer>, width: number, part: Part) =>
  Array.from({ length: part.rows }, (_, y) => [
    ...new Uint32Array(rgba.buffer).subarray(
      (part.row + y) * width + part.column,
      (part.row + y) * width + part.column + part.columns,
    ),
  ]).flat();

const parts: Part[] = [
  { row: 0, column: 0, rows, columns },
  { row: 7, column: 11, rows: 20, columns: 33 },
  { row: 39, column: 60, rows: 1, columns: 1 },
  { row: 3, column: 0, rows: 20, columns },
];

test.each([['none', undefined] as const, ...Object.entries(shutters)])(
  'a part is that part of the whole, with its overlay and its shutter: %s',
  (_, shutter) => {
    const painting = paintingOf(shutter);
    const whole = renderFrame(decoded, { display: painting.display, voi });
    drawOverlay(whole, decoded, plane);
    for (const part of parts) {
      const { words, painted } = pixelsOf(painting, 0, part);
      expect(words).toEqual(cut(whole, columns, part));
      expect(painted).toEqual({
        source: { width: part.columns, height: part.rows },
        at: { x: part.column, y: part.row },
        size: { width: part.columns, height: part.rows },
      });
    }
  },
);

test('a part of colour is that part of the whole', () => {
  const samples = Uint8Array.from({ length: rows * columns * 3 }, (_, i) => (i * 29) % 256);
  const frame = { ...decoded, samples, samplesPerPixel: 3, photometricInterpretation: 'RGB' };
  const painting = { ...paintingOf(undefined, frame), planes: [], voi: undefined, bitsStored: 8 };
  const whole = renderFrame(frame, { display: painting.display });
  for (const part of parts) expect(pixelsOf(painting, 0, part).words).toEqual(cut(whole, columns, part));
});

test('a part of a half is that part of the half, and is said to end where the image ends', () => {
  const half = halveFrame(decoded);
  const painting = paintingOf(shutters['rectangle'], { ...decoded, half });
  const full = { rows: half.rows * 2, columns: half.columns * 2 };
  const whole = renderFrame(half, { display: painting.display, voi, fullSize: full });
  drawOverlay(whole, half, halvePlane(plane));
  const part = { row: 4, column: 9, rows: 16, columns: 22 };
  const { words, painted } = pixelsOf(painting, 1, part);
  expect(words).toEqual(cut(whole, half.columns, part));
  expect(painted).toEqual({
    source: { width: 21.5, height: 16 },
    at: { x: 18, y: 8 },
    size: { width: 43, height: 32 },
  });
});

test('what lies over an image lies over its preview, at the preview’s size', () => {
  const preview = halveFrame(decoded);
  const painting = { ...paintingOf(undefined, preview), fullSize: { rows, columns } };
  const whole = renderFrame(preview, { display: painting.display, voi });
  drawOverlay(whole, preview, halvePlane(plane));
  const part = { row: 0, column: 0, rows: preview.rows, columns: preview.columns };
  expect(pixelsOf(painting, 0, part).words).toEqual(cut(whole, preview.columns, part));
});

test('a thin line of an overlay is still there in the half', () => {
  const line = {
    group: 0x6002,
    colour: 0xff00ff00,
    rows: 1,
    columns: 8,
    origin: [4, 3] as const,
    bits: new Uint8Array(8).fill(1),
  };
  const half = halvePlane(line);
  expect(half).toEqual({ ...line, columns: 4, origin: [2, 2], bits: new Uint8Array(4).fill(1) });
  const dot = {
    group: 0x6000,
    rows: 3,
    columns: 3,
    origin: [0, 0] as const,
    bits: Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 1),
  };
  expect(halvePlane(dot)).toEqual({
    group: 0x6000,
    rows: 2,
    columns: 2,
    origin: [0, 0],
    bits: Uint8Array.of(0, 0, 0, 1),
  });
});
