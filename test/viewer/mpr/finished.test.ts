/** When a plane is as finely cut as it will be: only then is it a picture to take away. */
import { expect, it } from 'vitest';
import { planeAt, planeThrough } from '../../../web/src/viewer/mpr/core/plane.ts';
import { isFinished } from '../../../web/src/viewer/mpr/use-cut.ts';
import { smallVolume } from './support/small-volume.ts';

const slab = { mode: 'mip', thicknessMm: 20 } as const;
const at = (depth: number) => planeThrough(smallVolume, 'axial', [5, 5, depth]);
const cut = {
  plane: planeAt(smallVolume, 'axial', 120),
  slab: { ...slab, stepMm: 2 },
  isFine: true,
  samples: new Int16Array(),
};

it('is this plane of this slab, cut finely', () => {
  expect(isFinished(cut, at(120), slab)).toBe(true);
  expect(isFinished(undefined, at(120), slab)).toBe(false);
  expect(isFinished({ ...cut, isFine: false }, at(120), slab)).toBe(false);
  expect(isFinished(cut, at(122), slab)).toBe(false);
  expect(isFinished(cut, at(120), { ...slab, thicknessMm: 10 })).toBe(false);
  expect(isFinished(cut, at(120), { ...slab, mode: 'average' })).toBe(false);
});
