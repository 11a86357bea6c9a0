/** A worker that is replaced when it breaks: who waited for its answer hears of it, and may ask the next one. */
import type { FileWork } from './core/file-work.ts';

export class WorkerLost extends Error {
  override readonly name = 'WorkerLost';
}

export interface WorkerAtWork {
  worker: Pick<Worker, 'addEventListener' | 'terminate'>;
  work: FileWork;
}

/** `end`: whoever waits for an answer, or asks from then on, hears that the worker is lost; there is no next one. */
export type LastingWork = FileWork & { end(): void };

/** Every call rejects with WorkerLost where the worker ends, cannot be started, or sends what cannot be read. */
export function lastingWork(start: () => WorkerAtWork): LastingWork {
  let lose = (): void => undefined;
  let current: WorkerAtWork | undefined;
  let pending = new Set<(lost: WorkerLost) => void>();
  let isOver = false;

  function started(): WorkerAtWork {
    const { worker, work } = start();
    const lost = (): void => {
      worker.terminate();
      if (current?.worker !== worker) return;
      current = undefined;
      const waiting = pending;
      pending = new Set();
      for (const reject of waiting) reject(new WorkerLost());
    };
    lose = lost;
    worker.addEventListener('error', lost);
    worker.addEventListener('messageerror', lost);
    return { worker, work };
  }

  function ask<T>(question: (work: FileWork) => Promise<T>): Promise<T> {
    if (isOver) return Promise.reject(new WorkerLost());
    current ??= started();
    const { work } = current;
    return new Promise((resolve, reject) => {
      pending.add(reject);
      const asked = pending;
      question(work)
        .then(resolve, reject)
        .finally(() => asked.delete(reject));
    });
  }

  return {
    inspect: (files) => ask((work) => work.inspect(files)),
    readOnce: (files) => ask((work) => work.readOnce(files)),
    digest: (files) => ask((work) => work.digest(files)),
    listZip: (archive) => ask((work) => work.listZip(archive)),
    expand: (file) => ask((work) => work.expand(file)),
    writeBundle: (files) => ask((work) => work.writeBundle(files)),
    end: () => {
      isOver = true;
      lose();
    },
  };
}
