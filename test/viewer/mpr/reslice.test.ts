import { describe, expect, it } from 'vitest';
import type { FrameFacts } from '../../../web/src/viewer/core/facts.ts';
import {
  fromPixel,
  keepInside,
  moveAlong,
  planeNames,
  planeThrough,
  stepMm,
  toPixel,
  type Plane,
} from '../../../web/src/viewer/mpr/core/plane.ts';
import { outsideInt16, reslice, type Volume } from '../../../web/src/viewer/mpr/core/reslice.ts';
import type { Vec3 } from '../../../web/src/viewer/mpr/core/vector.ts';
import {
  checkVolume,
  middleOf,
  toPatient,
  toVoxel,
  type VolumeGeometry,
} from '../../../web/src/viewer/mpr/core/volume-geometry.ts';

const columns = 12;
const rows = 10;

interface Stack {
  cosines: readonly [number, number, number, number, number, number];
  spacing?: readonly [number, number];
  positions: readonly Vec3[];
}

const facts = ({ cosines, spacing = [0.8, 0.5], positions }: Stack): FrameFacts[] =>
  positions.map((position, at) => ({
    address: [at, 0],
    instance: {
      id: String(at),
      series: 's',
      sopClassUID: '',
      transferSyntaxUID: '',
      modality: 'CT',
      role: 'primary',
      frames: [],
    },
    ref: {
      pack: 0,
      coding: 'as-is',
      leadAt: 0,
      leadBytes: 0,
      restAt: 0,
      restBytes: 0,
      crc: 0,
      resolutions: [],
      bitOffset: 0,
    },
    format: {
      rows,
      columns,
      samplesPerPixel: 1,
      photometricInterpretation: 'MONOCHROME2',
      planarConfiguration: 0,
      bitsAllocated: 16,
      bitsStored: 16,
      highBit: 15,
      pixelRepresentation: 1,
      kind: 'integer',
    },
    display: {
      windows: [],
      voiLutFunction: 'LINEAR',
      voiLuts: [],
      overlays: [],
      lossy: false,
      imageOrientationPatient: [...cosines],
      pixelSpacing: [...spacing],
    },
    position,
  }));

const axialCosines = [1, 0, 0, 0, 1, 0] as const;
const upwards = (count: number, step: Vec3 = [0, 0, 1.5]): Vec3[] =>
  Array.from({ length: count }, (_, at) => [-20 + at * step[0], 5 + at * step[1], 100 + at * step[2]]);
const tilt = Math.PI / 9;

const stacks = {
  axial: { cosines: axialCosines, positions: upwards(8) },
  'axial, head first written': { cosines: axialCosines, positions: upwards(8).reverse() },
  'tilted gantry': {
    cosines: [1, 0, 0, 0, Math.cos(tilt), -Math.sin(tilt)],
    positions: upwards(8, [0, 0, 2]),
  },
  sagittal: { cosines: [0, 1, 0, 0, 0, -1], positions: upwards(9, [1.2, 0, 0]) },
  oblique: {
    cosines: [Math.cos(0.3), Math.sin(0.3), 0, 0, 0, -1],
    positions: upwards(7, [-Math.sin(0.3) * 3, Math.cos(0.3) * 3, 0]),
  },
} satisfies Record<string, Stack>;

function geometryOf(stack: Stack): VolumeGeometry {
  const check = checkVolume(facts(stack), 1e9);
  if (check.status === 'refused') throw new Error(check.reason);
  return check.geometry;
}

/** A field that grows linearly through the patient: between voxels trilinear interpolation gives it exactly. */
const field = ([x, y, z]: Vec3) => 400 + 7 * x - 5 * y + 3 * z;

function volumeOf(
  geometry: VolumeGeometry,
  at: (point: Vec3) => number,
  Samples: Float32ArrayConstructor | Int16ArrayConstructor,
): Volume {
  const [nx, ny, nz] = geometry.size;
  const samples = new Samples(nx * ny * nz);
  for (let k = 0; k < nz; k++)
    for (let j = 0; j < ny; j++)
      for (let i = 0; i < nx; i++) samples[(k * ny + j) * nx + i] = at(toPatient(geometry, [i, j, k]));
  return { geometry, samples, hasHoles: false };
}

const alone = { mode: 'average', thicknessMm: 0, stepMm: 1 } as const;

const isInside = ({ size }: VolumeGeometry, voxel: Vec3, margin: number) =>
  voxel.every((value, axis) => value > -margin && value < (size[axis] ?? 0) - 1 + margin);

describe.each(Object.entries(stacks))('a volume of %s slices', (_, stack) => {
  const geometry = geometryOf(stack);
  const volume = volumeOf(geometry, field, Float32Array);

  it.each(planeNames)('shows the patient’s %s plane, and nothing outside', (name) => {
    const plane = planeThrough(geometry, name, middleOf(geometry));
    const values = reslice(volume, plane, alone);
    let seen = 0;
    for (let row = 0; row < plane.rows; row++)
      for (let column = 0; column < plane.columns; column++) {
        const point = fromPixel(plane, { x: column, y: row });
        const voxel = toVoxel(geometry, point);
        const value = values[row * plane.columns + column] ?? Infinity;
        if (isInside(geometry, voxel, -0.01)) expect(value).toBeCloseTo(field(point), 2);
        else if (!isInside(geometry, voxel, 0.01)) expect(value).toBeNaN();
        if (!Number.isNaN(value)) seen += 1;
      }
    expect(seen).toBeGreaterThan(20);
  });

  it('takes voxels to the patient and back', () => {
    const voxel: Vec3 = [3.25, 7, 1.5];
    toVoxel(geometry, toPatient(geometry, voxel)).forEach((value, axis) => {
      expect(value).toBeCloseTo(voxel[axis] ?? Infinity, 9);
    });
  });
});

describe('planes', () => {
  const geometry = geometryOf(stacks.axial);
  const plane = planeThrough(geometry, 'coronal', [-18, 6, 104]);

  it('have the head above, the patient’s left at the right, and square pixels of the finest spacing', () => {
    expect(plane).toMatchObject({ right: [1, 0, 0], down: [0, 0, -1], pixelMm: 0.5 });
    expect(fromPixel(plane, { x: 0, y: 0 })).toEqual([-20, 6, 110.5]);
    expect([plane.columns, plane.rows]).toEqual([12, 22]);
  });

  it('know where a point lies in them', () => {
    const { x, y } = toPixel(plane, [-18, 6, 104]);
    expect([x, y]).toEqual([4, 13]);
    expect(fromPixel(plane, { x, y })).toEqual([-18, 6, 104]);
  });

  it('move by what shows something new and stay inside the volume', () => {
    expect(stepMm(geometry, 'axial')).toBeCloseTo(1.5);
    expect(stepMm(geometry, 'coronal')).toBeCloseTo(0.8);
    expect(moveAlong(geometry, 'axial', [-18, 6, 104], -1)[2]).toBeCloseTo(102.5);
    expect(moveAlong(geometry, 'axial', [-18, 6, 104], 50)[2]).toBeCloseTo(110.5);
    expect(keepInside(geometry, [-99, 99, 104])).toEqual([-20, 5 + 9 * 0.8, 104]);
  });
});

describe('slabs', () => {
  const geometry = geometryOf(stacks.axial);
  const bySlice = volumeOf(geometry, ([, , z]) => Math.round((z - 100) / 1.5) ** 2, Int16Array);
  const plane: Plane = planeThrough(geometry, 'axial', toPatient(geometry, [5, 5, 4]));
  const middle = (values: ArrayLike<number>) => values[5 * plane.columns + 5];

  it.each([
    ['mip', 25],
    ['minip', 9],
    ['average', Math.round((9 + 16 + 25) / 3)],
  ] as const)('of %s hold what their cuts hold', (mode, expected) => {
    expect(middle(reslice(bySlice, plane, { mode, thicknessMm: 4.5, stepMm: 1.5 }))).toBe(expected);
    expect(middle(reslice(bySlice, plane, { mode, thicknessMm: 0, stepMm: 1.5 }))).toBe(16);
  });

  it('at the volume’s end take the cuts that are inside', () => {
    const last = planeThrough(geometry, 'axial', toPatient(geometry, [5, 5, 7]));
    expect(middle(reslice(bySlice, last, { mode: 'average', thicknessMm: 4.5, stepMm: 1.5 }))).toBe(
      Math.round((36 + 49) / 2),
    );
  });

  it('outside say so in whole numbers too', () => {
    const beyond = { ...plane, origin: [-500, -500, 100] as const };
    expect(new Set(reslice(bySlice, beyond, alone))).toEqual(new Set([outsideInt16]));
  });
});

describe('volumes are refused', () => {
  const good = stacks.axial;
  const reason = (frames: readonly FrameFacts[], maxVoxels = 1e9) => {
    const check = checkVolume(frames, maxVoxels);
    return check.status === 'refused' ? check.reason : 'volume';
  };
  const with_ = (at: number, change: (facts: FrameFacts) => Partial<FrameFacts>) =>
    facts(good).map((frame, number) => (number === at ? { ...frame, ...change(frame) } : frame));

  it('never where slices are even, also where positions are rounded', () => {
    expect(reason(facts(good))).toBe('volume');
    const rounded = good.positions.map(([x, y], at): Vec3 => [x, y, Math.round((at * 1.25 + 100) * 10) / 10]);
    expect(reason(facts({ ...good, positions: rounded }))).toBe('volume');
  });

  it('where small differences add up, so that slices would lie elsewhere', () => {
    const creeping = Array.from({ length: 20 }, (_, at): Vec3 => [
      0,
      0,
      Math.min(at, 10) + 1.09 * Math.max(0, at - 10),
    ]);
    expect(reason(facts({ ...good, positions: creeping }))).toBe('gaps');
  });

  it.each([
    ['too-few', facts({ ...good, positions: upwards(4) })],
    ['gaps', facts({ ...good, positions: upwards(9).filter((_, at) => at !== 4) })],
    ['same-place', facts({ ...good, positions: [...upwards(8), ...upwards(1)] })],
    ['no-geometry', with_(3, () => ({ position: undefined }))],
    [
      'no-geometry',
      with_(3, ({ instance }) => ({ instance: { ...instance, unshowable: 'damaged-pixels' } })),
    ],
    ['mixed', with_(5, ({ format }) => ({ format: format && { ...format, rows: 11 } }))],
    [
      'mixed',
      with_(5, ({ display }) => ({
        display: display && { ...display, imageOrientationPatient: [0, 1, 0, 0, 0, -1] },
      })),
    ],
    ['mixed', with_(5, ({ display }) => ({ display: display && { ...display, pixelSpacing: [0.8, 0.6] } }))],
    [
      'colour',
      with_(0, ({ format }) => ({ format: format && { ...format, photometricInterpretation: 'RGB' } })),
    ],
  ] as const)('for %s', (expected, frames) => {
    expect(reason(frames)).toBe(expected);
  });

  it('where the device can’t hold them', () => {
    expect(reason(facts(good), 900)).toBe('too-large');
  });
});
