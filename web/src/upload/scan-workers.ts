/** The workers that look into files: two, because a phone and a shared machine have no more to spare. */
import { wrap } from 'comlink';
import type { BundleWriter } from './core/ports.ts';
import { createTaskQueue } from './core/task-queue.ts';
import type { FileWork } from './core/file-work.ts';
import { WorkerLost, lastingWork, type LastingWork } from './lasting-work.ts';

const workerCount = 2;

export function startScanWorkers(): LastingWork[] {
  return Array.from({ length: workerCount }, () =>
    lastingWork(() => {
      const worker = new Worker(new URL('./scan.worker.ts', import.meta.url), { type: 'module' });
      return { worker, work: wrap<FileWork>(worker) };
    }),
  );
}

/** Packs one bundle at a time on each worker: the one that is waited for first is made first. A lost worker's is begun again once. */
export function sharedWriter(workers: readonly FileWork[]): BundleWriter {
  const free = [...workers];
  const queue = createTaskQueue(workers.length);
  const { signal } = new AbortController();
  return {
    writeBundle: (files) =>
      queue.run(async () => {
        const work = free.pop();
        if (work === undefined) throw new RangeError('no worker');
        try {
          return await work.writeBundle(files).catch((error: unknown) => {
            if (!(error instanceof WorkerLost)) throw error;
            return work.writeBundle(files);
          });
        } finally {
          free.push(work);
        }
      }, signal),
  };
}
