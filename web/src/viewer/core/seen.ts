/** Which part of a large image is on the screen, and at which of its sizes it is best drawn. */
import type { Part } from '@pacs/shared/display/part';

/** A rectangle of the image, in its own pixels, and the pixels of the screen that one of them takes. */
export interface Seen {
  left: number;
  top: number;
  right: number;
  bottom: number;
  scale: number;
}

interface Pixels {
  rows: number;
  columns: number;
}

export const wholeOf = ({ rows, columns }: Pixels): Part => ({ row: 0, column: 0, rows, columns });

/** How many times to halve `decoded`: as long as the half has no fewer pixels than the screen. `levels`: there are so many. */
export function levelFor(
  scale: number,
  { decoded, fullSize }: { decoded: Pixels; fullSize: Pixels },
  levels: number,
): number {
  const perPixel = (scale * fullSize.columns) / decoded.columns;
  return Math.max(0, Math.min(levels - 1, Math.floor(-Math.log2(perPixel))));
}

/** Pixels beside the seen ones that are drawn at their edges, where the screen shows them between two. */
const edge = 2;

/**
 * What is seen, in pixels of `level` (the image at any of its sizes), and `margin` (share of its sides) around it;
 * one pixel at least.
 */
export function partSeen(seen: Seen, full: Pixels, level: Pixels, margin: number): Part {
  const along = (from: number, to: number, pixels: number, fullPixels: number) => {
    const scale = pixels / fullPixels;
    const more = (to - from) * scale * margin + edge;
    const first = Math.min(pixels - 1, Math.max(0, Math.floor(from * scale - more)));
    const end = Math.min(pixels, Math.max(first + 1, Math.ceil(to * scale + more)));
    return [first, end - first] as const;
  };
  const [row, rows] = along(seen.top, seen.bottom, level.rows, full.rows);
  const [column, columns] = along(seen.left, seen.right, level.columns, full.columns);
  return { row, column, rows, columns };
}

export const holds = (outer: Part, inner: Part): boolean =>
  outer.row <= inner.row &&
  outer.column <= inner.column &&
  outer.row + outer.rows >= inner.row + inner.rows &&
  outer.column + outer.columns >= inner.column + inner.columns;
