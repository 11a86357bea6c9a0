/** Brings every slice of a stack into a worker's volume, however few decoded frames the page may hold at a time. */
import { transfer, wrap, type Remote } from 'comlink';
import type { StudySession } from '../engine/study-session.ts';
import type { VolumeGeometry } from './core/volume-geometry.ts';
import type { VolumeValues } from './core/volume-values.ts';
import type { VolumeWork } from './core/volume-work.ts';

export interface VolumeLoading {
  work: Remote<VolumeWork>;
  /** Rejects with NoRoomError where there is no memory for it, and where a slice can't be shown: it would have a hole. */
  done: Promise<void>;
  close(): void;
}

export class NoRoomError extends Error {}

export function loadVolume(
  session: Pick<StudySession, 'engine'>,
  stack: number,
  geometry: VolumeGeometry,
  values: VolumeValues,
  onProgress: (slices: number) => void,
): VolumeLoading {
  const worker = new Worker(new URL('./volume.worker.ts', import.meta.url), {
    type: 'module',
    name: 'volume',
  });
  const work = wrap<VolumeWork>(worker);
  const { engine } = session;
  const missing = new Map(geometry.order.map((position, slice) => [position, slice]));
  let stop: () => void = () => undefined;

  const done = (async () => {
    await work.open(geometry, values.kind).catch((cause: unknown) => {
      throw new NoRoomError('no memory for the volume', { cause });
    });
    await new Promise<void>((resolve, reject) => {
      let focused: number | undefined;
      const deliver = () => {
        for (const [position, slice] of missing) {
          const view = engine.view(stack, position);
          if (view.state === 'failed') {
            reject(new RangeError('a slice can’t be shown'));
            return;
          }
          if (view.state !== 'full') continue;
          missing.delete(position);
          const samples = view.decoded.samples.slice();
          work.put(slice, transfer(samples, [samples.buffer]), values.rescale[position]).catch(reject);
        }
        onProgress(geometry.order.length - missing.size);
        const [next] = missing.keys();
        if (next === undefined) {
          resolve();
          return;
        }
        if (focused !== undefined && missing.has(focused)) return;
        focused = next;
        engine.focus([{ stack, position: next, travel: 1 }]);
      };
      stop = engine.subscribe(deliver);
      deliver();
    });
  })().finally(() => {
    stop();
  });

  return {
    work,
    done,
    close() {
      stop();
      worker.terminate();
    },
  };
}
