import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DecodedFrame, Samples } from '@pacs/shared/codecs/types';
import { halveFrame, isLarge, levelsOf, withHalves } from '@pacs/shared/display/halves';

const frame = (samples: Samples, rows: number, columns: number, samplesPerPixel = 1): DecodedFrame => ({
  samples,
  rows,
  columns,
  samplesPerPixel,
  photometricInterpretation: samplesPerPixel === 1 ? 'MONOCHROME2' : 'RGB',
});

test('a half holds the rounded mean of two by two pixels', () => {
  const half = halveFrame(frame(Uint16Array.of(1, 2, 10, 10, 3, 5, 10, 13), 2, 4));
  expect(half).toEqual(frame(Uint16Array.of(3, 11), 1, 2));
});

test('the last row and column of an odd number count twice', () => {
  const half = halveFrame(frame(Int16Array.of(0, 4, -8, 4, 8, -8, 20, 20, 100), 3, 3));
  expect(half).toEqual(frame(Int16Array.of(4, -8, 20, 100), 2, 2));
});

test('colours are averaged each for itself', () => {
  const half = halveFrame(frame(Uint8Array.of(0, 100, 7, 10, 200, 7), 1, 2, 3));
  expect(half).toEqual(frame(Uint8Array.of(5, 150, 7), 1, 1, 3));
});

test.each([
  ['one of four', [-2000, 10, 20, 31], 20],
  ['two of four', [-2000, 10, -1990, 20], 15],
  ['three of four', [-2000, 10, -2000, -2000], -2000],
  ['none', [0, 10, 20, 30], 15],
])('padding is not mixed with image: %s', (_, values, mean) => {
  const half = halveFrame(frame(Int16Array.from(values), 2, 2), [-2000, -1990]);
  expect([...half.samples]).toEqual([mean]);
});

test('means of wide values do not overflow, those of floats are not rounded', () => {
  const most = 2 ** 31 - 1;
  expect([...halveFrame(frame(new Int32Array(4).fill(most), 2, 2)).samples]).toEqual([most]);
  expect([...halveFrame(frame(new Uint32Array(4).fill(2 ** 32 - 1), 2, 2)).samples]).toEqual([2 ** 32 - 1]);
  expect([...halveFrame(frame(Float32Array.of(0, 0, 0, 1), 2, 2)).samples]).toEqual([0.25]);
  const padded = halveFrame(frame(Float32Array.of(-999, 0, 0.5, 0.25), 2, 2), [-999, -999]);
  expect([...padded.samples]).toEqual([0.25]);
});

test('means lie within the values, whatever they are', () => {
  const side = fc.integer({ min: 1, max: 9 });
  const images = fc.tuple(side, side).chain(([rows, columns]) =>
    fc
      .array(fc.integer({ min: -32_768, max: 32_767 }), {
        minLength: rows * columns,
        maxLength: rows * columns,
      })
      .map((values) => frame(Int16Array.from(values), rows, columns)),
  );
  fc.assert(
    fc.property(images, (image) => {
      const { samples, rows, columns } = halveFrame(image);
      const values = image.samples as Int16Array;
      expect([rows, columns]).toEqual([Math.ceil(image.rows / 2), Math.ceil(image.columns / 2)]);
      expect(samples).toHaveLength(rows * columns);
      expect(Math.min(...(samples as Int16Array))).toBeGreaterThanOrEqual(Math.min(...values));
      expect(Math.max(...(samples as Int16Array))).toBeLessThanOrEqual(Math.max(...values));
    }),
  );
});

test('a frame is halved until a screen can show it whole; small ones and palettes are not', () => {
  const large = frame(new Uint8Array(3001 * 4000), 3001, 4000);
  expect(levelsOf(withHalves(large)).map(({ rows, columns }) => [rows, columns])).toEqual([
    [3001, 4000],
    [1501, 2000],
    [751, 1000],
  ]);
  expect(isLarge({ rows: 1024, columns: 2048 })).toBe(false);
  const small = frame(new Uint8Array(512 * 512), 512, 512);
  expect(withHalves(small)).toBe(small);
  const palette = { ...large, photometricInterpretation: 'PALETTE COLOR' };
  expect(withHalves(palette)).toBe(palette);
});
