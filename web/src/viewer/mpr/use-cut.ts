/** The picture of a plane, cut in the worker: coarse while it moves, fine once it rests. */
import type { Remote } from 'comlink';
import { useEffect, useRef, useState } from 'react';
import { depthOf, planeAt, stepMm, type Plane, type PlaneName } from './core/plane.ts';
import type { Slab } from './core/reslice.ts';
import type { MprState } from './core/mpr-state.ts';
import type { VolumeGeometry } from './core/volume-geometry.ts';
import type { VolumeWork } from './core/volume-work.ts';

export interface PlaneCut {
  plane: Plane;
  samples: Int16Array | Float32Array;
}

const restMs = 120;
const coarseness = 2;
const coarseCuts = 6;

interface Wish {
  plane: Plane;
  slab: Slab;
}

/** One cut under way at a time, then the latest wish: what nobody waits for any more is not cut. */
function createKnife(work: Remote<VolumeWork>, onCut: (cut: PlaneCut) => void) {
  let next: Wish | undefined;
  let isBusy = false;
  const closing = new AbortController();
  const isClosed = () => closing.signal.aborted;
  const run = async () => {
    isBusy = true;
    for (;;) {
      const wish = next;
      next = undefined;
      if (wish === undefined || isClosed()) break;
      const samples = await work.cut(wish.plane, wish.slab);
      if (!isClosed()) onCut({ plane: wish.plane, samples });
    }
    isBusy = false;
  };
  return {
    cut(wish: Wish) {
      next = wish;
      if (!isBusy) void run();
    },
    close() {
      closing.abort();
    },
  };
}

export function useCut(
  work: Remote<VolumeWork>,
  geometry: VolumeGeometry,
  name: PlaneName,
  { at, slab }: Pick<MprState, 'at' | 'slab'>,
): PlaneCut | undefined {
  const [cut, setCut] = useState<PlaneCut>();
  const knife = useRef<ReturnType<typeof createKnife>>(undefined);
  useEffect(() => {
    const made = createKnife(work, setCut);
    knife.current = made;
    return () => {
      made.close();
    };
  }, [work]);

  const depth = depthOf(name, at);
  const isFirst = cut === undefined;
  useEffect(() => {
    const fine = planeAt(geometry, name, depth);
    const step = stepMm(geometry, name);
    const cutFine = () => {
      knife.current?.cut({ plane: fine, slab: { ...slab, stepMm: step } });
    };
    if (isFirst) {
      cutFine();
      return;
    }
    knife.current?.cut({
      plane: planeAt(geometry, name, depth, coarseness),
      slab: { ...slab, stepMm: Math.max(step, slab.thicknessMm / coarseCuts) },
    });
    const timer = setTimeout(cutFine, restMs);
    return () => {
      clearTimeout(timer);
    };
  }, [work, geometry, name, depth, slab, isFirst]);
  return cut;
}
