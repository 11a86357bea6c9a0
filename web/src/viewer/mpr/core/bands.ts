/** A plane as bands of rows that take about as long each: between two of them other work has its turn. */
import type { Plane } from './plane.ts';
import { cutCount, type Slab } from './reslice.ts';
import { add, scale } from './vector.ts';

/** Values read for one band: a few hundredths of a second. */
const mostValues = 2 ** 19;

/** From the top; their values, one after the other, are the plane's. */
export function bandsOf(plane: Plane, slab: Slab): Plane[] {
  const rowsEach = Math.max(1, Math.floor(mostValues / (plane.columns * cutCount(slab))));
  return Array.from({ length: Math.ceil(plane.rows / rowsEach) }, (_, band) => {
    const first = band * rowsEach;
    return {
      ...plane,
      origin: add(plane.origin, scale(plane.down, first * plane.pixelMm)),
      rows: Math.min(rowsEach, plane.rows - first),
    };
  });
}
