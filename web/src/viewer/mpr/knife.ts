/** Has planes of one name cut, one after the other: what nobody waits for any more is not cut, or not to its end. */
import { bandsOf } from './core/bands.ts';
import type { Plane } from './core/plane.ts';
import type { Slab } from './core/reslice.ts';

export interface PlaneCut extends Wish {
  samples: Int16Array | Float32Array;
}

interface Wish {
  plane: Plane;
  slab: Slab;
  /** A fine cut takes up to a second: it is left as soon as something else is wished. Others are cut to their end. */
  isFine: boolean;
}

export interface Knife {
  /** In place of what was wished before. */
  cut(wish: Wish): void;
  close(): void;
}

interface Worker {
  cut(plane: Plane, slab: Slab): Promise<Int16Array | Float32Array>;
}

interface Told {
  cut(cut: PlaneCut): void;
  /** What was wished last could not be cut; what is wished next may be. */
  failed(): void;
}

export function createKnife(work: Worker, told: Told): Knife {
  let next: Wish | undefined;
  let isBusy = false;
  const closing = new AbortController();
  const isClosed = () => closing.signal.aborted;

  const cutFine = async (wish: Wish): Promise<PlaneCut | undefined> => {
    const { plane, slab } = wish;
    let samples: PlaneCut['samples'] | undefined;
    let at = 0;
    for (const band of bandsOf(plane, slab)) {
      const rows = await work.cut(band, slab);
      if (next !== undefined || isClosed()) return undefined;
      samples ??= new (rows instanceof Int16Array ? Int16Array : Float32Array)(plane.rows * plane.columns);
      samples.set(rows, at);
      at += rows.length;
    }
    return samples && { ...wish, samples };
  };

  const carryOut = async (wish: Wish) => {
    try {
      const { plane, slab, isFine } = wish;
      const cut = isFine ? await cutFine(wish) : { ...wish, samples: await work.cut(plane, slab) };
      if (cut !== undefined && !isClosed()) told.cut(cut);
    } catch {
      if (next === undefined && !isClosed()) told.failed();
    }
  };

  const run = async () => {
    isBusy = true;
    for (;;) {
      const wish = next;
      next = undefined;
      if (wish === undefined || isClosed()) break;
      await carryOut(wish);
    }
    isBusy = false;
  };
  return {
    cut(wish) {
      next = wish;
      if (!isBusy) void run();
    },
    close() {
      closing.abort();
    },
  };
}
