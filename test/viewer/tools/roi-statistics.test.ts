import { describe, expect, it } from 'vitest';
import type { Box, RoiShape } from '../../../web/src/viewer/tools/core/geometry.ts';
import { roiStatistics } from '../../../web/src/viewer/tools/core/roi-statistics.ts';

const identity = (value: number) => value;
const frame = (rows: number, columns: number, valueAt: (column: number, row: number) => number) => ({
  rows,
  columns,
  samples: Float64Array.from({ length: rows * columns }, (_, at) =>
    valueAt(at % columns, Math.floor(at / columns)),
  ),
});
const of = (shape: RoiShape, box: Box, pixels: ReturnType<typeof frame>, padding?: [number, number]) =>
  roiStatistics(shape, box, { frame: pixels, toValue: identity, padding });

describe('a rectangle', () => {
  const numbered = frame(4, 6, (column, row) => row * 6 + column);

  it('has the figures that one works out by hand', () => {
    // Rows 1–2, columns 2–3: 8, 9, 14, 15. Mean 11.5; deviations −3.5 −2.5 2.5 3.5: variance 9.25.
    const box = { left: 2, top: 1, right: 4, bottom: 3 };
    const found = of('rectangle', box, numbered);
    expect(found).toMatchObject({ pixels: 4, mean: 11.5, min: 8, max: 15 });
    expect(found?.sd).toBeCloseTo(Math.sqrt(9.25), 12);
  });

  it('takes pixels whose middle lies inside, its left and upper edge included, the others not', () => {
    const pixelsOf = (left: number, right: number) =>
      of('rectangle', { left, right, top: 0, bottom: 1 }, numbered)?.pixels;
    expect(pixelsOf(0.5, 2.5)).toBe(2);
    expect(pixelsOf(0.51, 2.5)).toBe(1);
    expect(pixelsOf(0.51, 2.51)).toBe(2);
    expect(pixelsOf(0.6, 1.4)).toBeUndefined();
  });

  it('does not share pixels with its neighbour, whatever fraction lies between them', () => {
    for (const edge of [1, 1.2, 1.5, 1.9, 2.5]) {
      const left = of('rectangle', { left: 0, right: edge, top: 0, bottom: 4 }, numbered)?.pixels ?? 0;
      const right = of('rectangle', { left: edge, right: 6, top: 0, bottom: 4 }, numbered)?.pixels ?? 0;
      expect(left + right).toBe(24);
    }
  });

  it('ends where the image ends', () => {
    expect(of('rectangle', { left: -9, right: 99, top: -9, bottom: 99 }, numbered)?.pixels).toBe(24);
    expect(of('rectangle', { left: 7, right: 9, top: 0, bottom: 4 }, numbered)).toBeUndefined();
  });
});

describe('an ellipse', () => {
  it.each<Box>([
    { left: 1, top: 2, right: 18, bottom: 13 },
    { left: 0.3, top: 0.7, right: 9.9, bottom: 19.2 },
    { left: -4, top: 5.5, right: 6.5, bottom: 8 },
    { left: 7.4, top: 7.4, right: 8.8, bottom: 8.8 },
    { left: 10, top: 10, right: 13, bottom: 13 },
  ])('agrees with asking every pixel of the image: %o', (box) => {
    const image = frame(20, 22, (column, row) => Math.sin(column * 12.9898 + row * 78.233) * 1000);
    const inside: number[] = [];
    image.samples.forEach((value, ordinal) => {
      const x = (ordinal % 22) + 0.5 - (box.left + box.right) / 2;
      const y = Math.floor(ordinal / 22) + 0.5 - (box.top + box.bottom) / 2;
      const [a, b] = [(box.right - box.left) / 2, (box.bottom - box.top) / 2];
      if ((x * x) / (a * a) + (y * y) / (b * b) <= 1) inside.push(value);
    });
    const mean = inside.reduce((sum, value) => sum + value, 0) / inside.length;
    const variance = inside.reduce((sum, value) => sum + (value - mean) ** 2, 0) / inside.length;
    const found = of('ellipse', box, image);
    expect(found?.pixels).toBe(inside.length);
    expect(found?.mean).toBeCloseTo(mean, 8);
    expect(found?.sd).toBeCloseTo(Math.sqrt(variance), 8);
    expect([found?.min, found?.max]).toEqual([Math.min(...inside), Math.max(...inside)]);
  });

  it('without height or width holds nothing', () => {
    const image = frame(4, 4, () => 1);
    expect(of('ellipse', { left: 1, right: 3, top: 2, bottom: 2 }, image)).toBeUndefined();
    expect(of('ellipse', { left: 2, right: 2, top: 0, bottom: 4 }, image)).toBeUndefined();
  });
});

describe('values', () => {
  const box = { left: 0, top: 0, right: 4, bottom: 1 };

  it('that are padding or no number do not count', () => {
    const image = frame(1, 4, (column) => [-2000, 10, Number.NaN, 20][column] ?? 0);
    expect(of('rectangle', box, image, [-2000, -1990])).toMatchObject({
      pixels: 2,
      mean: 15,
      sd: 5,
      min: 10,
      max: 20,
    });
    expect(of('rectangle', { ...box, right: 1 }, image, [-2000, -2000])).toBeUndefined();
  });

  it('are converted one by one', () => {
    const found = roiStatistics('rectangle', box, {
      frame: frame(1, 4, (column) => column),
      toValue: (stored) => stored * 2 - 1024,
      padding: undefined,
    });
    expect(found).toMatchObject({ pixels: 4, mean: -1021, min: -1024, max: -1018 });
    expect(found?.sd).toBeCloseTo(Math.sqrt(5), 10);
  });

  it('keep their small differences where they are large', () => {
    const image = frame(1, 4, (column) => 1e9 + column);
    expect(of('rectangle', box, image)?.sd).toBeCloseTo(Math.sqrt(1.25), 6);
  });
});
