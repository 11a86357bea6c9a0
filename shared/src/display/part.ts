/** A rectangle of an image, to be rendered alone: its pixels, and what lies over the image moved to fit. */
import type { DecodedFrame } from '../codecs/types.ts';
import type { Shutter } from '../manifest.ts';
import type { OverlayPlane } from './overlay.ts';

export interface Part {
  row: number;
  column: number;
  rows: number;
  columns: number;
}

/** The part's samples, contiguous; the frame itself where the part is all of it. */
export function cropFrame(frame: DecodedFrame, part: Part): DecodedFrame {
  const { samples, samplesPerPixel, photometricInterpretation } = frame;
  const { row, column, rows, columns } = part;
  if (rows === frame.rows && columns === frame.columns) return frame;
  const width = columns * samplesPerPixel;
  const cropped = samples.slice(0, rows * width);
  for (let y = 0; y < rows; y++) {
    const from = ((row + y) * frame.columns + column) * samplesPerPixel;
    cropped.set(samples.subarray(from, from + width), y * width);
  }
  return { samples: cropped, rows, columns, samplesPerPixel, photometricInterpretation };
}

/** The shutter as it lies over what begins so many rows and columns into the image. */
export function shiftShutter(shutter: Shutter, { row, column }: { row: number; column: number }): Shutter {
  const { rectangle, circle, polygon } = shutter;
  return {
    ...shutter,
    ...(rectangle && {
      rectangle: {
        left: rectangle.left - column,
        right: rectangle.right - column,
        top: rectangle.top - row,
        bottom: rectangle.bottom - row,
      },
    }),
    ...(circle && { circle: { ...circle, row: circle.row - row, column: circle.column - column } }),
    ...(polygon && { polygon: polygon.map(([y, x]): [number, number] => [y - row, x - column]) }),
  };
}

export const shiftPlane = (
  plane: OverlayPlane,
  { row, column }: { row: number; column: number },
): OverlayPlane => ({
  ...plane,
  origin: [plane.origin[0] - row, plane.origin[1] - column],
});

/** The plane over an image of half the size: a thin line stays one. */
export function halvePlane(plane: OverlayPlane): OverlayPlane {
  const { rows, columns, origin, bits } = plane;
  const [top, left] = [origin[0] - 1, origin[1] - 1];
  const [firstRow, firstColumn] = [Math.floor(top / 2), Math.floor(left / 2)];
  const half: OverlayPlane = {
    ...plane,
    rows: Math.floor((top + rows - 1) / 2) - firstRow + 1,
    columns: Math.floor((left + columns - 1) / 2) - firstColumn + 1,
    origin: [firstRow + 1, firstColumn + 1],
    bits: new Uint8Array(0),
  };
  half.bits = new Uint8Array(half.rows * half.columns);
  for (let row = 0; row < rows; row++) {
    const to = (((top + row) >> 1) - firstRow) * half.columns - firstColumn;
    for (let column = 0; column < columns; column++)
      if (bits[row * columns + column]) half.bits[to + ((left + column) >> 1)] = 1;
  }
  return half;
}
