/**
 * Statistics of the pixels in a region. A pixel counts where its middle lies inside: on the left or upper edge of a
 * rectangle it is inside, on the right or lower one outside, so that rectangles side by side share no pixel; on
 * an ellipse's line it is inside. Padding and values that are no number do not count.
 */
import type { DecodedFrame } from '@pacs/shared/codecs/types';
import type { Box, RoiShape } from './geometry.ts';

export interface RoiStatistics {
  /** Pixels that counted; without any there are no figures. */
  pixels: number;
  mean: number;
  /** Standard deviation of these pixels as a whole population (÷ n). */
  sd: number;
  min: number;
  max: number;
}

export interface RoiPixels {
  frame: Pick<DecodedFrame, 'samples' | 'rows' | 'columns'>;
  /** Of a stored value, in what is measured. */
  toValue: (stored: number) => number;
  /** Stored values from … to mean that there is no image. */
  padding: readonly [number, number] | undefined;
}

/** Calls `visit` with the ordinal of every pixel inside, row by row. */
export function eachPixelInside(
  shape: RoiShape,
  box: Box,
  { rows, columns }: { rows: number; columns: number },
  visit: (ordinal: number) => void,
): void {
  const radiusX = (box.right - box.left) / 2;
  const radiusY = (box.bottom - box.top) / 2;
  const middleX = (box.left + box.right) / 2;
  const middleY = (box.top + box.bottom) / 2;
  const lastRow = Math.min(rows - 1, Math.ceil(box.bottom));
  for (let row = Math.max(0, Math.floor(box.top)); row <= lastRow; row += 1) {
    const y = row + 0.5;
    if (shape === 'rectangle' ? y < box.top || y >= box.bottom : Math.abs(y - middleY) > radiusY) continue;
    const half = shape === 'ellipse' ? radiusX * Math.sqrt(1 - ((y - middleY) / radiusY) ** 2) : radiusX;
    const lastColumn = Math.min(columns - 1, Math.ceil(middleX + half));
    for (let column = Math.max(0, Math.floor(middleX - half)); column <= lastColumn; column += 1) {
      const x = column + 0.5;
      const isInside = shape === 'rectangle' ? x >= box.left && x < box.right : Math.abs(x - middleX) <= half;
      if (isInside) visit(row * columns + column);
    }
  }
}

/** Of a single-channel frame. undefined where no pixel counts. */
export function roiStatistics(shape: RoiShape, box: Box, from: RoiPixels): RoiStatistics | undefined {
  const { samples } = from.frame;
  const [paddingFrom, paddingTo] = from.padding ?? [Infinity, -Infinity];
  let pixels = 0;
  let min = Infinity;
  let max = -Infinity;
  let mean = 0;
  let squares = 0;
  eachPixelInside(shape, box, from.frame, (ordinal) => {
    const stored = samples[ordinal] ?? Number.NaN;
    if (stored >= paddingFrom && stored <= paddingTo) return;
    const value = from.toValue(stored);
    if (!Number.isFinite(value)) return;
    // Welford: the sum of squares of large values would lose the small differences between them.
    pixels += 1;
    const before = value - mean;
    mean += before / pixels;
    squares += before * (value - mean);
    if (value < min) min = value;
    if (value > max) max = value;
  });
  return pixels === 0 ? undefined : { pixels, mean, sd: Math.sqrt(squares / pixels), min, max };
}
