/** Plane geometry of figures on an image. Points are in image coordinates: (0, 0) is the corner of the first pixel. */
import type { ImagePoint } from '@pacs/shared/annotations';

/** Units a column and units a row: what makes lengths and angles right where pixels are not square. */
export interface PixelUnits {
  perColumn: number;
  perRow: number;
}

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const wayOf = (from: ImagePoint, to: ImagePoint, { perColumn, perRow }: PixelUnits) => ({
  x: (to.x - from.x) * perColumn,
  y: (to.y - from.y) * perRow,
});

export function distance(from: ImagePoint, to: ImagePoint, units: PixelUnits): number {
  const { x, y } = wayOf(from, to, units);
  return Math.hypot(x, y);
}

type Way = ReturnType<typeof wayOf>;

/** 0…180; undefined where one of the ways goes nowhere. */
function degreesBetween(a: Way, b: Way): number | undefined {
  if (Math.hypot(a.x, a.y) === 0 || Math.hypot(b.x, b.y) === 0) return undefined;
  const cross = a.x * b.y - a.y * b.x;
  const dot = a.x * b.x + a.y * b.y;
  return (Math.abs(Math.atan2(cross, dot)) * 180) / Math.PI;
}

/** The angle at `vertex`, 0…180 degrees. */
export const angleAt = (
  vertex: ImagePoint,
  one: ImagePoint,
  other: ImagePoint,
  units: PixelUnits,
): number | undefined => degreesBetween(wayOf(vertex, one, units), wayOf(vertex, other, units));

export type Line = readonly [ImagePoint, ImagePoint];

/** The acute angle between two lines wherever they meet (Cobb), 0…90 degrees, whichever way they were drawn. */
export function angleBetween(one: Line, other: Line, units: PixelUnits): number | undefined {
  const degrees = degreesBetween(wayOf(...one, units), wayOf(...other, units));
  return degrees === undefined ? undefined : Math.min(degrees, 180 - degrees);
}

/** The box between two opposite corners. */
export const boxOf = (a: ImagePoint, b: ImagePoint): Box => ({
  left: Math.min(a.x, b.x),
  top: Math.min(a.y, b.y),
  right: Math.max(a.x, b.x),
  bottom: Math.max(a.y, b.y),
});

export const middleOf = (points: readonly ImagePoint[]): ImagePoint => ({
  x: points.reduce((sum, { x }) => sum + x, 0) / Math.max(1, points.length),
  y: points.reduce((sum, { y }) => sum + y, 0) / Math.max(1, points.length),
});

export type RoiShape = 'rectangle' | 'ellipse';

/** The area that was drawn, in units a column × units a row, whatever pixels lie in it. */
export function areaOf(shape: RoiShape, box: Box, { perColumn, perRow }: PixelUnits): number {
  const rectangle = (box.right - box.left) * perColumn * (box.bottom - box.top) * perRow;
  return shape === 'rectangle' ? rectangle : (rectangle * Math.PI) / 4;
}
