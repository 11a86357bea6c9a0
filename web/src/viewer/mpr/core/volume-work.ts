/** The volume and the knife, to be run in a worker. */
import type { Samples } from '@pacs/shared/codecs/types';
import type { Plane } from './plane.ts';
import { reslice, type Slab, type Volume } from './reslice.ts';
import type { VolumeGeometry } from './volume-geometry.ts';

export interface VolumeWork {
  open: (geometry: VolumeGeometry, kind: 'int16' | 'float32') => void;
  /** Slice `at` of the volume. Throws RangeError where its size is another. */
  put: (at: number, samples: Samples, rescale?: { slope: number; intercept: number }) => void;
  cut: (plane: Plane, slab: Slab) => Int16Array | Float32Array;
}

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
      volume = { geometry, samples: new Values(columns * rows * slices) };
    },
    put(at, samples, rescale) {
      const { geometry, samples: all } = opened();
      const count = geometry.size[0] * geometry.size[1];
      if (samples.length !== count || at < 0 || at >= geometry.size[2]) throw new RangeError('not a slice');
      if (rescale === undefined) {
        all.set(samples, at * count);
        return;
      }
      for (let i = 0, to = at * count; i < count; i++, to++)
        all[to] = (samples[i] ?? 0) * rescale.slope + rescale.intercept;
    },
    cut: (plane, slab) => reslice(opened(), plane, slab),
  };
}
