/** The plane of an image in the patient's coordinates (PS3.3 C.7.6.2.1.1), in millimetres. */
import type { FrameFacts } from './facts.ts';
import type { Point } from './gestures.ts';

export type Vector = readonly [number, number, number];

export interface Plane {
  /** Middle of the first pixel. */
  origin: Vector;
  /** Unit vectors of growing column number and growing row number. */
  along: Vector;
  down: Vector;
  normal: Vector;
  /** Size of a pixel along each of them. */
  pixel: { width: number; height: number };
  columns: number;
  rows: number;
}

export const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
const minus = (a: Vector, b: Vector): Vector => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const plus = (a: Vector, b: Vector, times: number): Vector => [
  a[0] + b[0] * times,
  a[1] + b[1] * times,
  a[2] + b[2] * times,
];
const isUnit = (v: Vector) => Math.abs(dot(v, v) - 1) < 0.02;

/** undefined where the file does not say where its image lies. */
export function planeOf({ position, display, format }: FrameFacts): Plane | undefined {
  const cosines = display?.imageOrientationPatient;
  const spacing = display?.pixelSpacing;
  if (position === undefined || cosines === undefined || spacing === undefined || format === undefined)
    return undefined;
  const along: Vector = [cosines[0], cosines[1], cosines[2]];
  const down: Vector = [cosines[3], cosines[4], cosines[5]];
  if (!isUnit(along) || !isUnit(down) || Math.abs(dot(along, down)) > 0.01) return undefined;
  if (!(spacing[0] > 0 && spacing[1] > 0)) return undefined;
  return {
    origin: position,
    along,
    down,
    normal: cross(along, down),
    pixel: { width: spacing[1], height: spacing[0] },
    columns: format.columns,
    rows: format.rows,
  };
}

/** Millimetres of the plane along a direction. */
export const placeAlong = (plane: Plane, direction: Vector): number => dot(plane.origin, direction);

/** Within 1°: their slices can be compared one by one. */
export const isParallel = (a: Plane, b: Plane): boolean => Math.abs(dot(a.normal, b.normal)) > 0.9998;

/** Under 10° there is no line worth drawing. */
const steepest = Math.cos((10 * Math.PI) / 180);

/**
 * Where `other` cuts through `image`, as far as both reach: two ends in image coordinates (the first pixel's outer
 * corner is 0, 0). undefined where they don't meet or are nearly parallel.
 */
export function cutLine(image: Plane, other: Plane): readonly [Point, Point] | undefined {
  if (Math.abs(dot(image.normal, other.normal)) > steepest) return undefined;
  const direction = cross(image.normal, other.normal);
  const length = Math.sqrt(dot(direction, direction));
  const unit: Vector = [direction[0] / length, direction[1] / length, direction[2] / length];
  // The point of the line nearest to the image's origin: walk within the image, square to the line.
  const towards = cross(unit, image.normal);
  const gap = dot(minus(other.origin, image.origin), other.normal) / dot(towards, other.normal);
  const start = plus(image.origin, towards, gap);
  const inImage = reach(image, start, unit);
  const inOther = reach(other, start, unit);
  if (inImage === undefined || inOther === undefined) return undefined;
  const from = Math.max(inImage[0], inOther[0]);
  const to = Math.min(inImage[1], inOther[1]);
  if (from >= to) return undefined;
  return [pointOf(image, plus(start, unit, from)), pointOf(image, plus(start, unit, to))];
}

function pointOf({ origin, along, down, pixel }: Plane, at: Vector): Point {
  const way = minus(at, origin);
  return { x: dot(way, along) / pixel.width + 0.5, y: dot(way, down) / pixel.height + 0.5 };
}

/** From where to where (mm along `unit`) a line within the plane runs through its image. */
function reach(plane: Plane, start: Vector, unit: Vector): readonly [number, number] | undefined {
  const way = minus(start, plane.origin);
  const { pixel, columns, rows } = plane;
  let low = -Infinity;
  let high = Infinity;
  const sides = [
    { axis: plane.along, size: pixel.width, count: columns },
    { axis: plane.down, size: pixel.height, count: rows },
  ];
  for (const { axis, size, count } of sides) {
    const begin = -size / 2;
    const end = (count - 0.5) * size;
    const at = dot(way, axis);
    const slope = dot(unit, axis);
    if (Math.abs(slope) < 1e-9) {
      if (at < begin || at > end) return undefined;
      continue;
    }
    const [first, second] = [(begin - at) / slope, (end - at) / slope];
    low = Math.max(low, Math.min(first, second));
    high = Math.min(high, Math.max(first, second));
  }
  return low < high ? [low, high] : undefined;
}
