import type { Page } from 'playwright-core';
import type { Slice } from './real-study.ts';

export interface SeenPicture {
  width: number;
  height: number;
  /** Red channel, row by row. */
  grey: number[];
}

/** What the largest canvas of the page shows now. */
export async function seenPicture(page: Page): Promise<SeenPicture> {
  return page.evaluate(() => {
    const canvas = [...document.querySelectorAll('canvas')].sort(
      (a, b) => b.width * b.height - a.width * a.height,
    )[0];
    const data = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    const grey: number[] = [];
    for (let i = 0; i < data.length; i += 4) grey.push(data[i] ?? 0);
    return { width: canvas?.width ?? 0, height: canvas?.height ?? 0, grey };
  });
}

const step = 8;

/** Mean absolute difference between the picture, fitted and centred on the canvas, and the slice; 0–255. */
export function difference(seen: SeenPicture, slice: Slice): number {
  const scale = Math.min(seen.width / slice.columns, seen.height / slice.rows);
  let sum = 0;
  let count = 0;
  for (let row = step; row < slice.rows - step; row += step) {
    for (let column = step; column < slice.columns - step; column += step) {
      const x = Math.floor(seen.width / 2 + (column + 0.5 - slice.columns / 2) * scale);
      const y = Math.floor(seen.height / 2 + (row + 0.5 - slice.rows / 2) * scale);
      sum += Math.abs((seen.grey[y * seen.width + x] ?? 0) - slice.grey(row, column));
      count += 1;
    }
  }
  return sum / count;
}
