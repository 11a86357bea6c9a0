/** Changes of figures that keep them on their image. */
import type { Annotation, ImagePoint } from '@pacs/shared/annotations';

export interface ImageSize {
  rows: number;
  columns: number;
}

const clamped = (value: number, most: number): number => Math.min(most, Math.max(0, value));

export const insideImage = ({ x, y }: ImagePoint, { rows, columns }: ImageSize): ImagePoint => ({
  x: clamped(x, columns),
  y: clamped(y, rows),
});

/** One of its points elsewhere. */
export const withPoint = (
  annotation: Annotation,
  ordinal: number,
  to: ImagePoint,
  size: ImageSize,
): Annotation => ({
  ...annotation,
  points: annotation.points.map((point, at) => (at === ordinal ? insideImage(to, size) : point)),
});

/** All of it, as far as the image goes: its shape stays. */
export function movedBy(annotation: Annotation, way: ImagePoint, size: ImageSize): Annotation {
  const xs = annotation.points.map(({ x }) => x);
  const ys = annotation.points.map(({ y }) => y);
  const within = (step: number, values: number[], most: number): number =>
    Math.min(most - Math.max(...values), Math.max(-Math.min(...values), step));
  const x = within(way.x, xs, size.columns);
  const y = within(way.y, ys, size.rows);
  const moved = (point: ImagePoint): ImagePoint => ({ x: point.x + x, y: point.y + y });
  const { label } = annotation;
  return {
    ...annotation,
    points: annotation.points.map(moved),
    ...(label === undefined ? {} : { label: moved(label) }),
  };
}

/** A figure that nobody meant: both ends in one place. */
export function isDegenerate({ kind, points }: Pick<Annotation, 'kind' | 'points'>): boolean {
  const isSame = (a: ImagePoint | undefined, b: ImagePoint | undefined) =>
    a !== undefined && b !== undefined && Math.abs(a.x - b.x) < 1e-6 && Math.abs(a.y - b.y) < 1e-6;
  const [a, b, c, d] = points;
  if (kind === 'probe') return false;
  if (kind === 'rectangle' || kind === 'ellipse')
    return a === undefined || b === undefined || a.x === b.x || a.y === b.y;
  if (kind === 'angle') return isSame(a, b) || isSame(b, c);
  return isSame(a, b) || (kind === 'cobb' && isSame(c, d));
}
