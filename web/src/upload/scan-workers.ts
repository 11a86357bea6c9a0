/** The workers that look into files: two, because a phone and a shared machine have no more to spare. */
import { wrap } from 'comlink';
import type { BundleWriter } from './core/ports.ts';
import type { FileWork } from './core/file-work.ts';

const workerCount = 2;

export function startScanWorkers(): FileWork[] {
  return Array.from({ length: workerCount }, () =>
    wrap<FileWork>(new Worker(new URL('./scan.worker.ts', import.meta.url), { type: 'module' })),
  );
}

/** Packs bundles on the worker with the fewest to pack. */
export function sharedWriter(workers: readonly FileWork[]): BundleWriter {
  const load = workers.map(() => 0);
  return {
    async writeBundle(files) {
      const at = load.indexOf(Math.min(...load));
      load[at] = (load[at] ?? 0) + 1;
      try {
        const work = workers[at];
        if (work === undefined) throw new RangeError('no worker');
        return await work.writeBundle(files);
      } finally {
        load[at] = (load[at] ?? 1) - 1;
      }
    },
  };
}
