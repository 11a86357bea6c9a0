/** The volume and the knife, to be run in a worker. */
import type { Samples } from '@pacs/shared/codecs/types';
import type { Plane } from './plane.ts';
import { holeOf, reslice, type Slab, type Volume } from './reslice.ts';
import type { VolumeGeometry } from './volume-geometry.ts';
import type { SliceValues } from './volume-values.ts';

export interface VolumeWork {
  open: (geometry: VolumeGeometry, kind: 'int16' | 'float32') => void;
  /**
   * Slice `at` of the volume; answers its smallest and largest value there, undefined where it is nothing but holes.
   * Throws RangeError where its size is another.
   */
  put: (at: number, samples: Samples, values: SliceValues) => [number, number] | undefined;
  cut: (plane: Plane, slab: Slab) => Int16Array | Float32Array;
}

const unscaled = { slope: 1, intercept: 0 };
const noPadding = [Infinity, -Infinity] as const;

export function createVolumeWork(): VolumeWork {
  let volume: Volume | undefined;
  const opened = (): Volume => {
    if (volume === undefined) throw new RangeError('no volume');
    return volume;
  };
  return {
    open(geometry, kind) {
      const [columns, rows, slices] = geometry.size;
      const Values = kind === 'int16' ? Int16Array : Float32Array;
      volume = { geometry, samples: new Values(columns * rows * slices), hasHoles: false };
    },
    put(at, samples, { rescale = unscaled, padding: [from, to] = noPadding }) {
      const into = opened();
      const { geometry, samples: all } = into;
      const count = geometry.size[0] * geometry.size[1];
      if (samples.length !== count || at < 0 || at >= geometry.size[2]) throw new RangeError('not a slice');
      const { slope, intercept } = rescale;
      const hole = holeOf(all);
      const start = at * count;
      let low = Infinity;
      let high = -Infinity;
      for (let i = 0; i < count; i++) {
        const stored = samples[i] ?? 0;
        const value = stored * slope + intercept;
        if ((stored >= from && stored <= to) || value === hole || Number.isNaN(value)) {
          all[start + i] = hole;
          into.hasHoles = true;
          continue;
        }
        all[start + i] = value;
        if (value < low) low = value;
        if (value > high) high = value;
      }
      return low <= high ? [low, high] : undefined;
    },
    cut: (plane, slab) => reslice(opened(), plane, slab),
  };
}
