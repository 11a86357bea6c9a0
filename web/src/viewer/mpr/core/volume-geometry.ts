/** Whether the frames of a stack fill space so regularly that planes can be cut through it, and how they lie. */
import { isMonochrome, type FrameFacts } from '../../core/facts.ts';
import { add, cross, dot, lengthOf, scale, subtract, type Vec3 } from './vector.ts';

export interface VolumeGeometry {
  /** Voxels along the rows, along the columns and from slice to slice. */
  size: Vec3;
  /** Where the middle of the first voxel lies. */
  origin: Vec3;
  /** From one voxel to the next along each of the three; a tilted gantry makes them not perpendicular. */
  steps: readonly [Vec3, Vec3, Vec3];
  /** Position in the stack of each slice. */
  order: readonly number[];
}

export type VolumeRefusal =
  'colour' | 'too-few' | 'no-geometry' | 'mixed' | 'same-place' | 'gaps' | 'too-large';

export type VolumeCheck =
  { status: 'volume'; geometry: VolumeGeometry } | { status: 'refused'; reason: VolumeRefusal };

const fewest = 5;
/** Steps between slices may differ by so much of their length: positions are rounded when they are written. */
const stepTolerance = 0.1;
/** Small differences must not add up: every slice lies where an even volume has it, but for so much of a step. */
const placeTolerance = 0.25;
const sameCosine = 0.002;

const refused = (reason: VolumeRefusal): VolumeCheck => ({ status: 'refused', reason });

/** `maxVoxels` is what the device can hold. */
export function checkVolume(frames: readonly FrameFacts[], maxVoxels: number): VolumeCheck {
  const [first] = frames;
  if (frames.some(({ format }) => !isMonochrome(format))) return refused('colour');
  if (first === undefined || frames.length < fewest) return refused('too-few');
  const { display, format } = first;
  const cosines = display?.imageOrientationPatient;
  const spacing = display?.pixelSpacing;
  if (cosines === undefined || spacing === undefined || format === undefined) return refused('no-geometry');
  if (format.rows < 2 || format.columns < 2) return refused('too-few');
  for (const other of frames) {
    if (other.position === undefined || other.ref === undefined || other.instance.unshowable !== undefined)
      return refused('no-geometry');
    if (!isAlike(first, other)) return refused('mixed');
  }
  const along: Vec3 = [cosines[0], cosines[1], cosines[2]];
  const down: Vec3 = [cosines[3], cosines[4], cosines[5]];
  const normal = cross(along, down);
  const slices = frames
    .map(({ position = [0, 0, 0] }, at) => ({ at, position, depth: dot(normal, position) }))
    .sort((a, b) => a.depth - b.depth);
  const steps = slices
    .slice(1)
    .map(({ position }, at) => subtract(position, slices[at]?.position ?? position));
  const [start, end] = [slices[0], slices.at(-1)];
  if (start === undefined || end === undefined) return refused('too-few');
  const middle = [...steps].sort((a, b) => lengthOf(a) - lengthOf(b))[steps.length >> 1] ?? [0, 0, 0];
  const usual = lengthOf(middle);
  if (steps.some((step) => dot(step, normal) < usual * 0.01)) return refused('same-place');
  if (steps.some((step) => lengthOf(subtract(step, middle)) > usual * stepTolerance)) return refused('gaps');
  const step = scale(subtract(end.position, start.position), 1 / (frames.length - 1));
  const isInPlace = ({ position }: { position: Vec3 }, at: number) =>
    lengthOf(subtract(position, add(start.position, scale(step, at)))) <= usual * placeTolerance;
  if (!slices.every(isInPlace)) return refused('gaps');
  if (format.columns * format.rows * frames.length > maxVoxels) return refused('too-large');
  return {
    status: 'volume',
    geometry: {
      size: [format.columns, format.rows, frames.length],
      origin: start.position,
      // Spacing is written row first: the distance of rows, then of columns (PS3.3 10.7.1.3).
      steps: [scale(along, spacing[1]), scale(down, spacing[0]), step],
      order: slices.map(({ at }) => at),
    },
  };
}

function isAlike(a: FrameFacts, b: FrameFacts): boolean {
  const [one, two] = [a.display, b.display];
  const isClose = (x: readonly number[] | undefined, y: readonly number[] | undefined, by: number) =>
    x?.length === y?.length && (x ?? []).every((value, at) => Math.abs(value - (y?.[at] ?? 0)) <= by);
  return (
    a.format?.rows === b.format?.rows &&
    a.format?.columns === b.format?.columns &&
    isClose(one?.imageOrientationPatient, two?.imageOrientationPatient, sameCosine) &&
    isClose(one?.pixelSpacing, two?.pixelSpacing, 0.001)
  );
}

/** Where voxel coordinates (whole at the middle of a voxel) lie in the patient. */
export function toPatient({ origin, steps }: VolumeGeometry, [i, j, k]: Vec3): Vec3 {
  return add(origin, add(scale(steps[0], i), add(scale(steps[1], j), scale(steps[2], k))));
}

/** The rows of the matrix that turns a way in the patient into voxels. */
export function voxelAxes({ steps: [u, v, w] }: VolumeGeometry): readonly [Vec3, Vec3, Vec3] {
  const determinant = dot(u, cross(v, w));
  return [
    scale(cross(v, w), 1 / determinant),
    scale(cross(w, u), 1 / determinant),
    scale(cross(u, v), 1 / determinant),
  ];
}

export function toVoxel(geometry: VolumeGeometry, point: Vec3): Vec3 {
  const [a, b, c] = voxelAxes(geometry);
  const way = subtract(point, geometry.origin);
  return [dot(a, way), dot(b, way), dot(c, way)];
}

/** The box along the patient's axes that holds the middle of every voxel. */
export function boundsOf(geometry: VolumeGeometry): { low: Vec3; high: Vec3 } {
  const [columns, rows, slices] = geometry.size;
  const corners = [0, columns - 1].flatMap((i) =>
    [0, rows - 1].flatMap((j) => [0, slices - 1].map((k) => toPatient(geometry, [i, j, k]))),
  );
  const extreme = (pick: (...values: number[]) => number): Vec3 => [
    pick(...corners.map(([x]) => x)),
    pick(...corners.map(([, y]) => y)),
    pick(...corners.map(([, , z]) => z)),
  ];
  return { low: extreme(Math.min), high: extreme(Math.max) };
}

export function middleOf(geometry: VolumeGeometry): Vec3 {
  const [columns, rows, slices] = geometry.size;
  return toPatient(geometry, [(columns - 1) / 2, (rows - 1) / 2, (slices - 1) / 2]);
}
