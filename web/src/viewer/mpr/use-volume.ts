/** A stack as a volume in a worker: refused, loading, or ready to be cut. */
import type { Remote } from 'comlink';
import { useEffect, useMemo, useState } from 'react';
import type { StudySession } from '../engine/study-session.ts';
import { checkVolume, type VolumeGeometry, type VolumeRefusal } from './core/volume-geometry.ts';
import { volumeValues, type VolumeValues } from './core/volume-values.ts';
import type { VolumeWork } from './core/volume-work.ts';
import { loadVolume, MissingSliceError, NoRoomError } from './load-volume.ts';

export type VolumeView =
  | { status: 'refused'; reason: Refusal; retry?: () => void }
  | { status: 'loading'; slices: number; of: number }
  | { status: 'ready'; geometry: VolumeGeometry; values: VolumeValues; loaded: LoadedVolume };

export type Refusal = VolumeRefusal | 'damaged' | 'unreachable';

export interface LoadedVolume {
  work: Remote<VolumeWork>;
  /** Its smallest and largest value, padding left out. */
  range: readonly [number, number] | undefined;
}

/** Voxels take two bytes or four; a quarter of a small device's memory may go to them. */
function mostVoxels(): number {
  const gibibytes =
    'deviceMemory' in navigator && typeof navigator.deviceMemory === 'number' ? navigator.deviceMemory : 4;
  return (gibibytes / 4) * 2 ** 28;
}

/** For one stack of one session: whoever shows another one begins anew (`key`). */
export function useVolume(session: StudySession, stack: number): VolumeView {
  const checked = useMemo(() => {
    const frames = (session.stacks[stack]?.frames ?? []).map(({ facts }) => facts);
    const check = checkVolume(frames, mostVoxels());
    const values = volumeValues(frames);
    return check.status === 'refused' || values === undefined
      ? { reason: check.status === 'refused' ? check.reason : ('no-geometry' as const) }
      : { geometry: check.geometry, values };
  }, [session, stack]);
  const [slices, setSlices] = useState(0);
  const [loaded, setLoaded] = useState<LoadedVolume | Refusal>();
  const [tries, setTries] = useState(0);

  useEffect(() => {
    if ('reason' in checked) return;
    const loading = loadVolume(session, stack, checked.geometry, checked.values, setSlices);
    let isGone = false;
    loading.done.then(
      (range) => {
        if (!isGone) setLoaded({ work: loading.work, range });
      },
      (cause: unknown) => {
        if (!isGone) setLoaded(refusalOf(cause));
      },
    );
    return () => {
      isGone = true;
      loading.close();
    };
  }, [session, stack, checked, tries]);

  if ('reason' in checked) return { status: 'refused', reason: checked.reason };
  if (loaded === 'unreachable') {
    const retry = () => {
      session.engine.retry();
      setLoaded(undefined);
      setTries(tries + 1);
    };
    return { status: 'refused', reason: loaded, retry };
  }
  if (typeof loaded === 'string') return { status: 'refused', reason: loaded };
  if (loaded === undefined) return { status: 'loading', slices, of: checked.geometry.size[2] };
  return { status: 'ready', geometry: checked.geometry, values: checked.values, loaded };
}

function refusalOf(cause: unknown): Refusal {
  if (cause instanceof NoRoomError) return 'too-large';
  return cause instanceof MissingSliceError && cause.mayPass ? 'unreachable' : 'damaged';
}
