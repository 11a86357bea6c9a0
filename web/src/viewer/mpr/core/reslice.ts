/** Cuts through a volume: the values along a plane, between voxels by trilinear interpolation. */
import type { Plane, SlabMode } from './plane.ts';
import { add, dot, scale, subtract, type Vec3 } from './vector.ts';
import { voxelAxes, type VolumeGeometry } from './volume-geometry.ts';

export interface Volume {
  geometry: VolumeGeometry;
  /** Slice after slice, each row after row. */
  samples: Int16Array | Float32Array;
}

export interface Slab {
  mode: SlabMode;
  /** The slab's thickness, the plane in its middle. 0: the plane alone. */
  thicknessMm: number;
  /** Distance of its cuts. */
  stepMm: number;
}

/** What lies outside the volume: no stored value of an Int16 volume, see `load-volume`. */
export const outsideInt16 = -32_768;

/** Values of the plane's pixels, rounded where the volume is of integers; outside it `outsideInt16` or NaN. */
export function reslice(volume: Volume, plane: Plane, slab: Slab): Int16Array | Float32Array {
  const { columns, rows } = plane;
  const isWhole = volume.samples instanceof Int16Array;
  const out = isWhole
    ? new Int16Array(columns * rows).fill(outsideInt16)
    : new Float32Array(columns * rows).fill(Number.NaN);
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

/** Depths of the cuts, evenly through the slab. */
function cutsOf({ thicknessMm, stepMm }: Slab): number[] {
  const count = Math.max(1, Math.round(thicknessMm / stepMm));
  return Array.from({ length: count }, (_, at) => (at - (count - 1) / 2) * stepMm);
}

type Cut = (row: number, depthMm: number, mode: SlabMode, into: Float32Array, counts: Uint16Array) => void;

/** A voxel's middle may lie outside by so much through rounding. */
const slack = 1e-3;

function cutter({ geometry, samples }: Volume, plane: Plane): Cut {
  const [nx, ny, nz] = geometry.size;
  const rowLength = nx;
  const sliceLength = nx * ny;
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
      const a = samples[at]! + (samples[at + 1]! - samples[at]!) * fx;
      const b = samples[at + rowLength]! + (samples[at + rowLength + 1]! - samples[at + rowLength]!) * fx;
      const c = samples[below]! + (samples[below + 1]! - samples[below]!) * fx;
      const d =
        samples[below + rowLength]! + (samples[below + rowLength + 1]! - samples[below + rowLength]!) * fx;
      const near = a + (b - a) * fy;
      const value = near + (c + (d - c) * fy - near) * fz;
      const before = counts[column]!;
      if (before === 0) into[column] = value;
      else if (mode === 'average') into[column] = into[column]! + value;
      else if (mode === 'mip' ? value > into[column]! : value < into[column]!) into[column] = value;
      counts[column] = before + 1;
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
