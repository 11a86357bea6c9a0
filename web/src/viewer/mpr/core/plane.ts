/** The three planes of the patient, as pictures: which way they look, how large they are, where a point lies in them. */
import { add, dot, scale, subtract, type Vec3 } from './vector.ts';
import { boundsOf, type VolumeGeometry } from './volume-geometry.ts';

export const planeNames = ['axial', 'coronal', 'sagittal'] as const;
export type PlaneName = (typeof planeNames)[number];

/** How a slab of several parallel cuts becomes one picture. */
export type SlabMode = 'mip' | 'minip' | 'average';

export interface Plane {
  /** Middle of the first pixel. */
  origin: Vec3;
  /** Unit directions of growing column and growing row; the third looks away from the reader. */
  right: Vec3;
  down: Vec3;
  normal: Vec3;
  columns: number;
  rows: number;
  /** Millimetres a pixel, both ways. */
  pixelMm: number;
}

/** Radiological convention: axial from the feet, coronal from the front, sagittal from the patient's left. */
const directions: Readonly<Record<PlaneName, { right: Vec3; down: Vec3; normal: Vec3 }>> = {
  axial: { right: [1, 0, 0], down: [0, 1, 0], normal: [0, 0, 1] },
  coronal: { right: [1, 0, 0], down: [0, 0, -1], normal: [0, 1, 0] },
  sagittal: { right: [0, 1, 0], down: [0, 0, -1], normal: [-1, 0, 0] },
};

const maxPixels = 1024;

/** Millimetres between two neighbouring cuts that show something new. */
export function stepMm({ steps }: VolumeGeometry, name: PlaneName): number {
  const { normal } = directions[name];
  return Math.max(...steps.map((step) => Math.abs(dot(step, normal))));
}

/**
 * The plane at this depth that shows the whole volume, at the finest spacing of its voxels; `coarser` makes one pixel of
 * so many in each direction, over the same part of the patient.
 */
export function planeAt(geometry: VolumeGeometry, name: PlaneName, depthMm: number, coarser = 1): Plane {
  const { right, down, normal } = directions[name];
  const { low, high } = boundsOf(geometry);
  const extent = (direction: Vec3) => Math.abs(dot(subtract(high, low), direction));
  const finest = Math.min(...geometry.steps.map((step) => Math.hypot(...step)));
  const pixelMm = Math.max(finest, Math.max(extent(right), extent(down)) / (maxPixels - 1));
  const corner = (direction: Vec3) => Math.min(dot(low, direction), dot(high, direction));
  const columns = Math.floor(extent(right) / pixelMm) + 1;
  const rows = Math.floor(extent(down) / pixelMm) + 1;
  const shift = ((coarser - 1) / 2) * pixelMm;
  const origin = add(
    add(scale(right, corner(right) + shift), scale(down, corner(down) + shift)),
    scale(normal, depthMm),
  );
  return {
    origin,
    right,
    down,
    normal,
    columns: Math.ceil(columns / coarser),
    rows: Math.ceil(rows / coarser),
    pixelMm: pixelMm * coarser,
  };
}

/** How far the point lies along the plane's normal: all that tells one plane of this name from another. */
export const depthOf = (name: PlaneName, at: Vec3): number => dot(at, directions[name].normal);

export const planeThrough = (geometry: VolumeGeometry, name: PlaneName, at: Vec3): Plane =>
  planeAt(geometry, name, depthOf(name, at));

/** Where the point lies in the picture: column and row, whole at the middle of a pixel. */
export function toPixel({ origin, right, down, pixelMm }: Plane, point: Vec3): { x: number; y: number } {
  const way = subtract(point, origin);
  return { x: dot(way, right) / pixelMm, y: dot(way, down) / pixelMm };
}

export function fromPixel({ origin, right, down, pixelMm }: Plane, { x, y }: { x: number; y: number }): Vec3 {
  return add(origin, add(scale(right, x * pixelMm), scale(down, y * pixelMm)));
}

/** The point moved within the plane, in pixels of its picture. */
export const moveInPlane = ({ right, down, pixelMm }: Plane, at: Vec3, x: number, y: number): Vec3 =>
  add(at, add(scale(right, x * pixelMm), scale(down, y * pixelMm)));

/** The point moved along the plane's normal by `steps` cuts, kept within the volume. */
export function moveAlong(geometry: VolumeGeometry, name: PlaneName, at: Vec3, steps: number): Vec3 {
  return keepInside(geometry, add(at, scale(directions[name].normal, steps * stepMm(geometry, name))));
}

export function keepInside(geometry: VolumeGeometry, [x, y, z]: Vec3): Vec3 {
  const { low, high } = boundsOf(geometry);
  const within = (value: number, axis: 0 | 1 | 2) => Math.min(high[axis], Math.max(low[axis], value));
  return [within(x, 0), within(y, 1), within(z, 2)];
}

/** The plane's place among those that show something new: 0 at the volume's start, `steps` at its end. */
export function depthRange(
  geometry: VolumeGeometry,
  name: PlaneName,
  at: Vec3,
): { steps: number; step: number } {
  const { low, high } = boundsOf(geometry);
  const [a, b] = [depthOf(name, low), depthOf(name, high)];
  const mm = stepMm(geometry, name);
  return {
    steps: Math.round(Math.abs(b - a) / mm),
    step: Math.round((depthOf(name, at) - Math.min(a, b)) / mm),
  };
}

export const moveTo = (geometry: VolumeGeometry, name: PlaneName, at: Vec3, step: number): Vec3 =>
  moveAlong(geometry, name, at, step - depthRange(geometry, name, at).step);
