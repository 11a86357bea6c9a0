/** The workers that look into files: two, because a phone and a shared machine have no more to spare. */
import { wrap } from 'comlink';
import type { BundleWriter } from './core/ports.ts';
import { createTaskQueue } from './core/task-queue.ts';
import type { FileWork } from './core/file-work.ts';

const workerCount = 2;

export function startScanWorkers(): FileWork[] {
  return Array.from({ length: workerCount }, () =>
    wrap<FileWork>(new Worker(new URL('./scan.worker.ts', import.meta.url), { type: 'module' })),
  );
}

/** Packs one bundle at a time on each worker: the one that is waited for first is made first. */
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
          return await work.writeBundle(files);
        } finally {
          free.push(work);
        }
      }, signal),
  };
}
