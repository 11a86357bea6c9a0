/** Frames from files on the user's own disk: nothing is fetched, nothing leaves. */
import {
  frameKey,
  type FrameAddress,
  type FrameKey,
  type FrameNews,
  type FrameSource,
} from '../core/frame-source.ts';
import type { LocalPlace, LocalStudy } from './local-index.ts';
import type { FrameRead, LocalWork } from './local-work.ts';

/** Reads under way at once: a disc has one head, and the most wanted frame is not to wait behind many. */
const lanes = 3;

async function readSlice({ data }: LocalPlace, at: number, bytes: number): Promise<FrameRead> {
  try {
    const read = new Uint8Array(await data.slice(at, at + bytes).arrayBuffer());
    return read.length === 0 ? { status: 'failed', reason: 'damaged' } : { status: 'ok', bytes: read };
  } catch {
    return { status: 'failed', reason: 'unreachable' };
  }
}

/** Files go to always the same worker, which remembers those that it has taken apart. */
export function createLocalSource(
  { study, images, tables }: LocalStudy,
  workers: readonly Pick<LocalWork, 'frame'>[],
): FrameSource {
  const listeners = new Set<(news: FrameNews) => void>();
  const running = new Set<FrameKey>();
  let wanted: FrameAddress[] = [];
  let closed = false;

  const tell = (news: FrameNews) => {
    for (const listener of listeners) listener(news);
  };

  const read = ([instance, frame]: FrameAddress): Promise<FrameRead> => {
    const place = images[instance];
    const ref = study.index.instances[instance]?.frames[frame];
    const worker = workers[instance % workers.length];
    if (place === undefined || ref === undefined || worker === undefined)
      return Promise.resolve({ status: 'failed', reason: 'damaged' });
    if (place.native !== undefined) return readSlice(place, ref.restAt, ref.restBytes);
    const { data, packing, bytes, number } = place;
    return worker.frame({ data, packing, bytes, number }, frame);
  };

  const start = async (address: FrameAddress) => {
    const key = frameKey(address);
    running.add(key);
    const result = await read(address).catch((): FrameRead => ({ status: 'failed', reason: 'unreachable' }));
    running.delete(key);
    if (closed) return;
    wanted = wanted.filter((other) => frameKey(other) !== key);
    tell(
      result.status === 'ok'
        ? { kind: 'full', address, bytes: result.bytes }
        : { kind: 'failed', address, reason: result.reason },
    );
    pump();
  };

  const pump = () => {
    for (const address of wanted) {
      if (running.size >= lanes) return;
      if (!running.has(frameKey(address))) void start(address);
    }
  };

  return {
    wish(wishes) {
      wanted = wishes.flatMap(({ address, part }) => (part === 'full' ? [address] : []));
      pump();
    },
    blob: ({ at }) => {
      const table = tables[at];
      return table === undefined ? Promise.reject(new RangeError('no such table')) : Promise.resolve(table);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      closed = true;
      listeners.clear();
      wanted = [];
    },
  };
}
