/** Planes and places in the patient's coordinates (PS3.3 C.7.6.2.1.1): x to the left, y to the back, z to the head. */
import type { StackFacts } from '../manifest.ts';

type Orientation = NonNullable<StackFacts['orientation']>;
type Vec3 = [number, number, number];

/** Places closer than this (mm) are one place: DS values carry rounding. */
const samePlaceMm = 0.01;
/** Cosines differing less than this are one direction. */
const sameCosine = 0.002;

export const isParallel = (a: Orientation, b: Orientation): boolean =>
  a.every((value, index) => Math.abs(value - (b[index] ?? 0)) < sameCosine);

export const normalOf = ([a, b, c, d, e, f]: Orientation): Vec3 => [
  b * f - c * e,
  c * d - a * f,
  a * e - b * d,
];

/** The plane in a word, by the largest component of its normal; '' where unknown. */
export function planeName(orientation: Orientation | undefined): string {
  if (orientation === undefined) return '';
  const [x, y, z] = normalOf(orientation).map(Math.abs);
  if ((z ?? 0) > 0.9) return 'axial';
  if ((x ?? 0) > 0.9) return 'sagittal';
  return (y ?? 0) > 0.9 ? 'coronal' : 'oblique';
}

export interface Geometry {
  /** Millimetres along the normal, in the members' order. */
  along: number[];
  /** No two share a place. */
  unique: boolean;
  distinct: number;
}

/** Undefined unless all members have a position in parallel planes. */
export function geometryOf(members: readonly { facts: StackFacts }[]): Geometry | undefined {
  const orientation = members[0]?.facts.orientation;
  if (orientation === undefined) return undefined;
  const normal = normalOf(orientation);
  const along: number[] = [];
  for (const { facts } of members) {
    const { position } = facts;
    if (position === undefined || facts.orientation === undefined) return undefined;
    if (!isParallel(orientation, facts.orientation)) return undefined;
    along.push(normal[0] * position[0] + normal[1] * position[1] + normal[2] * position[2]);
  }
  const sorted = [...along].sort((a, b) => a - b);
  const distinct = sorted.filter(
    (mm, index) => index === 0 || mm - (sorted[index - 1] ?? 0) > samePlaceMm,
  ).length;
  return { along, unique: distinct === members.length, distinct };
}
