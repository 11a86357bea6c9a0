import { AppError } from '@pacs/shared/errors';

/** Lets so many tasks run at once and so many wait their turn; the next is refused. */
export interface Gate {
  /** Throws AppError `too-many-requests` where too many wait already; else what the task does. */
  run<T>(task: () => Promise<T>): Promise<T>;
}

export function createGate({ atOnce, waiting }: { atOnce: number; waiting: number }): Gate {
  let running = 0;
  const queue: (() => void)[] = [];
  return {
    async run(task) {
      if (running < atOnce) running += 1;
      else if (queue.length >= waiting) throw new AppError('too-many-requests');
      // Whoever ends hands its place on: `running` stays.
      else await new Promise<void>((go) => queue.push(go));
      try {
        return await task();
      } finally {
        const next = queue.shift();
        if (next) next();
        else running -= 1;
      }
    },
  };
}
