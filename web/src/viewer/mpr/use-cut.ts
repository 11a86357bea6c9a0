/** The picture of a plane, cut in the worker: coarse while it moves, fine once it rests. */
import type { Remote } from 'comlink';
import { useEffect, useRef, useState } from 'react';
import { depthOf, planeAt, stepMm, type Plane, type PlaneName } from './core/plane.ts';
import type { MprState } from './core/mpr-state.ts';
import type { VolumeGeometry } from './core/volume-geometry.ts';
import type { VolumeWork } from './core/volume-work.ts';
import { createKnife, type Knife, type PlaneCut } from './knife.ts';

const restMs = 120;
const coarseness = 2;
const coarseCuts = 4;

/** Whether the cut is this plane of this slab, as finely as it will be. */
export const isFinished = (cut: PlaneCut | undefined, plane: Plane, slab: MprState['slab']): boolean =>
  cut?.isFine === true &&
  cut.plane.origin.every((value, axis) => value === plane.origin[axis]) &&
  cut.slab.mode === slab.mode &&
  cut.slab.thicknessMm === slab.thicknessMm;

export function useCut(
  work: Remote<VolumeWork>,
  geometry: VolumeGeometry,
  name: PlaneName,
  { at, slab }: Pick<MprState, 'at' | 'slab'>,
): { cut: PlaneCut | undefined; hasFailed: boolean } {
  const [cut, setCut] = useState<PlaneCut>();
  const [hasFailed, setFailed] = useState(false);
  const knife = useRef<Knife>(undefined);
  /** Coarse first is for what moves: the first picture is cut once. */
  const hasBegun = useRef(false);
  useEffect(() => {
    const made = createKnife(work, {
      cut(next) {
        hasBegun.current = true;
        setCut(next);
        setFailed(false);
      },
      // The cut before it lies elsewhere: it never stands under the new position.
      failed() {
        setCut(undefined);
        setFailed(true);
      },
    });
    knife.current = made;
    return () => {
      made.close();
    };
  }, [work]);

  const depth = depthOf(name, at);
  useEffect(() => {
    const fine = planeAt(geometry, name, depth);
    const step = stepMm(geometry, name);
    const cutFine = () => {
      knife.current?.cut({ plane: fine, slab: { ...slab, stepMm: step }, isFine: true });
    };
    if (!hasBegun.current) {
      cutFine();
      return;
    }
    knife.current?.cut({
      plane: planeAt(geometry, name, depth, coarseness),
      slab: { ...slab, stepMm: Math.max(step, slab.thicknessMm / coarseCuts) },
      isFine: false,
    });
    const timer = setTimeout(cutFine, restMs);
    return () => {
      clearTimeout(timer);
    };
  }, [work, geometry, name, depth, slab]);
  return { cut, hasFailed };
}
