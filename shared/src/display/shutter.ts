/** The display shutter (PS3.3 C.7.6.11): what lies outside is covered, in the image as in its inverse. */
import type { Shutter } from '../manifest.ts';

/** A pixel whose middle lies on a circle is seen. */
const edge = 1e-6;

interface Size {
  rows: number;
  columns: number;
}
/** Columns of a row, from inclusive to exclusive. */
type Run = readonly [from: number, to: number];

/**
 * Covers an RGBA image. `full` is the size the shutter's rows and columns refer to; a preview has fewer pixels.
 * Edges belong to what is seen; of several shapes only what all of them leave open is seen.
 */
export function drawShutter(
  image: Uint8ClampedArray<ArrayBuffer>,
  size: Size,
  shutter: Shutter,
  full: Size = size,
): void {
  const pixels = new Uint32Array(image.buffer, image.byteOffset, size.rows * size.columns);
  const grey = Math.round(((shutter.presentationValue ?? 0) / 65_535) * 255);
  const colour = (0xff000000 | (grey * 0x010101)) >>> 0;
  const across = full.columns / size.columns;
  for (let row = 0; row < size.rows; row++) {
    const fullRow = ((row + 0.5) * full.rows) / size.rows + 0.5;
    let from = row * size.columns;
    const end = from + size.columns;
    for (const [first, last] of openRuns(shutter, fullRow)) {
      const start = row * size.columns + columnAt(first, across, size.columns);
      const stop = row * size.columns + columnAt(last, across, size.columns);
      if (stop <= start) continue;
      pixels.fill(colour, from, Math.max(from, start));
      from = Math.max(from, stop);
    }
    pixels.fill(colour, from, end);
  }
}

/** From a place along the full row, 1 at the middle of its first pixel, to a whole pixel of the image drawn. */
const columnAt = (place: number, across: number, columns: number): number =>
  Math.min(columns, Math.max(0, Math.ceil((place - 0.5) / across - 0.5)));

/** What is open in the row, in columns as DICOM counts them: 1 is the middle of the first pixel. */
function openRuns({ rectangle, circle, polygon }: Shutter, row: number): Run[] {
  let runs: Run[] = [[-Infinity, Infinity]];
  if (rectangle !== undefined) {
    const { left, right, top, bottom } = rectangle;
    const isInside = row >= top - 0.5 && row < bottom + 0.5;
    runs = isInside ? [[left - 0.5, right + 0.5]] : [];
  }
  if (circle !== undefined) {
    const down = (row - circle.row) * circle.rowToColumn;
    const half = circle.radius ** 2 - down ** 2;
    const width = Math.sqrt(half) + edge;
    runs = half < 0 ? [] : shared(runs, [[circle.column - width, circle.column + width]]);
  }
  if (polygon !== undefined) runs = shared(runs, insidePolygon(polygon, row));
  return runs;
}

function insidePolygon(corners: readonly (readonly [row: number, column: number])[], row: number): Run[] {
  const crossings: number[] = [];
  for (const [at, [rowA, columnA]] of corners.entries()) {
    const [rowB, columnB] = corners[(at + 1) % corners.length]!;
    if (rowA <= row === rowB <= row) continue;
    crossings.push(columnA + ((row - rowA) / (rowB - rowA)) * (columnB - columnA));
  }
  crossings.sort((a, b) => a - b);
  const runs: Run[] = [];
  for (let at = 0; at + 1 < crossings.length; at += 2) runs.push([crossings[at]!, crossings[at + 1]!]);
  return runs;
}

const shared = (a: readonly Run[], b: readonly Run[]): Run[] =>
  a.flatMap(([from, to]) =>
    b
      .map(([start, end]): Run => [Math.max(from, start), Math.min(to, end)])
      .filter(([start, end]) => start < end),
  );
