/** Cuts through a volume: the values along a plane, between voxels by trilinear interpolation. */
import type { Plane, SlabMode } from './plane.ts';
import { add, dot, scale, subtract, type Vec3 } from './vector.ts';
import { voxelAxes, type VolumeGeometry } from './volume-geometry.ts';

export interface Volume {
  geometry: VolumeGeometry;
  /** Slice after slice, each row after row. */
  samples: Int16Array | Float32Array;
  /** Whether some voxels are no image: padding. */
  hasHoles: boolean;
}

export interface Slab {
  mode: SlabMode;
  /** The slab's thickness, the plane in its middle. 0: the plane alone. */
  thicknessMm: number;
  /** Distance of its cuts. */
  stepMm: number;
}

/** What is no image, in an Int16 volume: outside it, or padding. As a stored value it is taken for that, too. */
export const outsideInt16 = -32_768;

export const holeOf = (samples: Volume['samples']): number =>
  samples instanceof Int16Array ? outsideInt16 : Number.NaN;

/** Values of the plane's pixels, rounded where the volume is of integers; outside it `outsideInt16` or NaN. */
export function reslice(volume: Volume, plane: Plane, slab: Slab): Int16Array | Float32Array {
  const { columns, rows } = plane;
  const isWhole = volume.samples instanceof Int16Array;
  const out = new (isWhole ? Int16Array : Float32Array)(columns * rows).fill(holeOf(volume.samples));
  const cuts = cutsOf(slab);
  const sums = new Float32Array(columns);
  const counts = new Uint16Array(columns);
  const cut = cutter(volume, plane);
  for (let row = 0; row < rows; row++) {
    counts.fill(0);
    for (const depth of cuts) cut(row, depth, slab.mode, sums, counts);
    const at = row * columns;
    for (let column = 0; column < columns; column++) {
      const count = counts[column]!;
      if (count === 0) continue;
      const value = slab.mode === 'average' ? sums[column]! / count : sums[column]!;
      out[at + column] = isWhole ? Math.round(value) : value;
    }
  }
  return out;
}

export const cutCount = ({ thicknessMm, stepMm }: Slab): number =>
  Math.max(1, Math.round(thicknessMm / stepMm));

/** Depths of the cuts, evenly through the slab. */
function cutsOf(slab: Slab): number[] {
  const count = cutCount(slab);
  return Array.from({ length: count }, (_, at) => (at - (count - 1) / 2) * slab.stepMm);
}

type Note = (column: number, value: number, mode: SlabMode, into: Float32Array, counts: Uint16Array) => void;

const note: Note = (column, value, mode, into, counts) => {
  const before = counts[column]!;
  if (before === 0) into[column] = value;
  else if (mode === 'average') into[column] = into[column]! + value;
  else if (mode === 'mip' ? value > into[column]! : value < into[column]!) into[column] = value;
  counts[column] = before + 1;
};

type Cut = (row: number, depthMm: number, mode: SlabMode, into: Float32Array, counts: Uint16Array) => void;

/** A voxel's middle may lie outside by so much through rounding. */
const slack = 1e-3;

function cutter({ geometry, samples, hasHoles }: Volume, plane: Plane): Cut {
  const hole = holeOf(samples);
  const isHole = (voxel: number) => voxel === hole || Number.isNaN(voxel);
  const [nx, ny, nz] = geometry.size;
  const rowLength = nx;
  const sliceLength = nx * ny;
  const squareHasHole = (at: number) =>
    isHole(samples[at]!) ||
    isHole(samples[at + 1]!) ||
    isHole(samples[at + rowLength]!) ||
    isHole(samples[at + rowLength + 1]!);
  const axes = voxelAxes(geometry);
  const inVoxels = (way: Vec3): Vec3 => [dot(axes[0], way), dot(axes[1], way), dot(axes[2], way)];
  const start = inVoxels(subtract(plane.origin, geometry.origin));
  const perColumn = inVoxels(scale(plane.right, plane.pixelMm));
  const perRow = inVoxels(scale(plane.down, plane.pixelMm));
  const perMm = inVoxels(plane.normal);
  const [dx, dy, dz] = perColumn;

  return (row, depthMm, mode, into, counts) => {
    const [x0, y0, z0] = add(start, add(scale(perRow, row), scale(perMm, depthMm)));
    const inside = [columnsInside(x0, dx, nx), columnsInside(y0, dy, ny), columnsInside(z0, dz, nz)];
    const from = Math.max(0, ...inside.map(([first]) => first));
    const to = Math.min(plane.columns - 1, ...inside.map(([, last]) => last));
    for (let column = from; column <= to; column++) {
      const x = x0 + dx * column;
      const y = y0 + dy * column;
      const z = z0 + dz * column;
      let i = x | 0;
      let j = y | 0;
      let k = z | 0;
      if (i > nx - 2) i = nx - 2;
      if (j > ny - 2) j = ny - 2;
      if (k > nz - 2) k = nz - 2;
      const fx = x - i;
      const fy = y - j;
      const fz = z - k;
      const at = k * sliceLength + j * rowLength + i;
      const below = at + sliceLength;
      if (hasHoles) {
        const nearest =
          samples[at + (fx < 0.5 ? 0 : 1) + (fy < 0.5 ? 0 : rowLength) + (fz < 0.5 ? 0 : sliceLength)]!;
        if (isHole(nearest)) continue;
        // What is no image is not mixed with what is: beside it a voxel reaches halfway to the next.
        if (squareHasHole(at) || squareHasHole(below)) {
          note(column, nearest, mode, into, counts);
          continue;
        }
      }
      const a = samples[at]! + (samples[at + 1]! - samples[at]!) * fx;
      const b = samples[at + rowLength]! + (samples[at + rowLength + 1]! - samples[at + rowLength]!) * fx;
      const c = samples[below]! + (samples[below + 1]! - samples[below]!) * fx;
      const d =
        samples[below + rowLength]! + (samples[below + rowLength + 1]! - samples[below + rowLength]!) * fx;
      const near = a + (b - a) * fy;
      note(column, near + (c + (d - c) * fy - near) * fz, mode, into, counts);
    }
  };
}

/** The columns, first and last, for which `start + step × column` lies between the first and the last voxel. */
function columnsInside(start: number, step: number, voxels: number): [first: number, last: number] {
  const [low, high] = [-slack, voxels - 1 + slack];
  if (Math.abs(step) < 1e-9) return start >= low && start <= high ? [0, Infinity] : [Infinity, -Infinity];
  const [a, b] = [(low - start) / step, (high - start) / step];
  return [Math.ceil(Math.min(a, b)), Math.floor(Math.max(a, b))];
}
