/** Brings every slice of a stack into a worker's volume, however few decoded frames the page may hold at a time. */
import { transfer, wrap, type Remote } from 'comlink';
import { mayPass, type Unshowable } from '../core/words.ts';
import type { StudySession } from '../engine/study-session.ts';
import type { VolumeGeometry } from './core/volume-geometry.ts';
import type { VolumeValues } from './core/volume-values.ts';
import type { VolumeWork } from './core/volume-work.ts';

export interface VolumeLoading {
  work: Remote<VolumeWork>;
  /**
   * The smallest and largest value of the whole volume; undefined where it is nothing but padding. Rejects with
   * NoRoomError where there is no memory for it, with MissingSliceError where a slice doesn't come.
   */
  done: Promise<[number, number] | undefined>;
  close(): void;
}

export class NoRoomError extends Error {}

export class MissingSliceError extends Error {
  readonly mayPass: boolean;
  constructor(reason: Unshowable) {
    super(`a slice is ${reason}`);
    this.mayPass = mayPass.includes(reason);
  }
}

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
    const puts: Promise<[number, number] | undefined>[] = [];
    await new Promise<void>((resolve, reject) => {
      let focused: number | undefined;
      const deliver = () => {
        for (const [position, slice] of missing) {
          const view = engine.view(stack, position);
          if (view.state === 'failed') {
            reject(new MissingSliceError(view.reason));
            return;
          }
          if (view.state !== 'full') continue;
          missing.delete(position);
          const samples = view.decoded.samples.slice();
          const put = work.put(slice, transfer(samples, [samples.buffer]), values.slices[position] ?? {});
          put.catch(reject);
          puts.push(put);
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
    return joined(await Promise.all(puts));
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

function joined(ranges: readonly ([number, number] | undefined)[]): [number, number] | undefined {
  let low = Infinity;
  let high = -Infinity;
  for (const range of ranges) {
    low = Math.min(low, range?.[0] ?? low);
    high = Math.max(high, range?.[1] ?? high);
  }
  return low <= high ? [low, high] : undefined;
}
