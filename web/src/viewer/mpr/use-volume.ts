/** A stack as a volume in a worker: refused, loading, or ready to be cut. */
import type { Remote } from 'comlink';
import { useEffect, useMemo, useState } from 'react';
import type { StudySession } from '../engine/study-session.ts';
import { checkVolume, type VolumeGeometry, type VolumeRefusal } from './core/volume-geometry.ts';
import { volumeValues, type VolumeValues } from './core/volume-values.ts';
import type { VolumeWork } from './core/volume-work.ts';
import { loadVolume, NoRoomError } from './load-volume.ts';

export type VolumeView =
  | { status: 'refused'; reason: VolumeRefusal | 'damaged' }
  | { status: 'loading'; slices: number; of: number }
  | { status: 'ready'; geometry: VolumeGeometry; values: VolumeValues; work: Remote<VolumeWork> };

/** Voxels take two bytes or four; a quarter of a small device's memory may go to them. */
function mostVoxels(): number {
  const gibibytes =
    'deviceMemory' in navigator && typeof navigator.deviceMemory === 'number' ? navigator.deviceMemory : 4;
  return (gibibytes / 4) * 2 ** 28;
}

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
  const [loaded, setLoaded] = useState<Remote<VolumeWork> | 'damaged' | 'too-large'>();

  useEffect(() => {
    if ('reason' in checked) return;
    const loading = loadVolume(session, stack, checked.geometry, checked.values, setSlices);
    let isGone = false;
    loading.done.then(
      () => {
        if (!isGone) setLoaded(() => loading.work);
      },
      (cause: unknown) => {
        if (!isGone) setLoaded(cause instanceof NoRoomError ? 'too-large' : 'damaged');
      },
    );
    return () => {
      isGone = true;
      loading.close();
    };
  }, [session, stack, checked]);

  if ('reason' in checked) return { status: 'refused', reason: checked.reason };
  if (loaded === 'damaged' || loaded === 'too-large') return { status: 'refused', reason: loaded };
  if (loaded === undefined) return { status: 'loading', slices, of: checked.geometry.size[2] };
  return { status: 'ready', geometry: checked.geometry, values: checked.values, work: loaded };
}
