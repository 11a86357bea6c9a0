import type { Page } from 'playwright-core';
import type { Slice } from './real-study.ts';

export interface Sampling {
  rows: number;
  columns: number;
}

const step = 8;

/**
 * Grey levels on the largest canvas of the page now, at every eighth row and column of an image that is
 * fitted and centred on it. Sampled in the page: a whole canvas is slow to bring over.
 */
export async function seenGreys(page: Page, { rows, columns }: Sampling): Promise<number[]> {
  return page.evaluate(
    (image) => {
      const canvas = [...document.querySelectorAll('canvas')].sort(
        (a, b) => b.width * b.height - a.width * a.height,
      )[0];
      const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
      if (canvas === undefined || pixels === undefined) return [];
      const scale = Math.min(canvas.width / image.columns, canvas.height / image.rows);
      const greys: number[] = [];
      for (let row = image.step; row < image.rows - image.step; row += image.step) {
        for (let column = image.step; column < image.columns - image.step; column += image.step) {
          const x = Math.floor(canvas.width / 2 + (column + 0.5 - image.columns / 2) * scale);
          const y = Math.floor(canvas.height / 2 + (row + 0.5 - image.rows / 2) * scale);
          greys.push(pixels[4 * (y * canvas.width + x)] ?? -1);
        }
      }
      return greys;
    },
    { rows, columns, step },
  );
}

/** Mean absolute difference between what is seen and the slice; 0–255. */
export function difference(seen: readonly number[], slice: Slice): number {
  let sum = 0;
  let at = 0;
  for (let row = step; row < slice.rows - step; row += step) {
    for (let column = step; column < slice.columns - step; column += step) {
      sum += Math.abs((seen[at] ?? -255) - slice.grey(row, column));
      at += 1;
    }
  }
  return sum / at;
}
