import type { VolumeGeometry } from '../../../../web/src/viewer/mpr/core/volume-geometry.ts';

/** 21 slices, 2 mm apart, of 11 by 11 pixels of 1 mm; its middle lies at (5, 5, 120). */
export const smallVolume: VolumeGeometry = {
  size: [11, 11, 21],
  origin: [0, 0, 100],
  steps: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 2],
  ],
  order: Array.from({ length: 21 }, (_, at) => at),
};
