/** Runs tasks with at most `lanes` at a time, in order. A task aborted before its turn never starts and rejects at once. */
export interface TaskQueue {
  run<T>(task: () => Promise<T>, signal: AbortSignal): Promise<T>;
}

export function createTaskQueue(lanes: number): TaskQueue {
  let waiting: (() => void)[] = [];
  let running = 0;

  function next(): void {
    if (running < lanes) waiting.shift()?.();
  }

  return {
    run(task, signal) {
      return new Promise((resolve, reject) => {
        const giveUp = (): void => {
          waiting = waiting.filter((other) => other !== start);
          reject(signal.reason as Error);
        };
        const start = (): void => {
          signal.removeEventListener('abort', giveUp);
          running += 1;
          task()
            .then(resolve, reject)
            .finally(() => {
              running -= 1;
              next();
            });
        };
        if (signal.aborted) {
          giveUp();
          return;
        }
        signal.addEventListener('abort', giveUp, { once: true });
        waiting.push(start);
        next();
      });
    },
  };
}
