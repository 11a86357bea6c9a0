import type { Clock } from '../../../web/src/intake/core/clock.ts';

/** Time that moves only when the test says so. Timers due at the same moment fire in the order they were set. */
export interface ManualClock extends Clock {
  advance(ms: number): Promise<void>;
  waiting(): number;
}

/** Lets every promise that is ready settle, files and streams included. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export function manualClock(): ManualClock {
  let now = 1_000_000;
  let timers: { atMs: number; fire: () => void }[] = [];
  return {
    nowMs: () => now,
    random: () => 0.5,
    waiting: () => timers.length,
    wait(ms, signal) {
      return new Promise((resolve, reject) => {
        const timer = { atMs: now + ms, fire: resolve };
        timers.push(timer);
        signal?.addEventListener('abort', () => {
          timers = timers.filter((other) => other !== timer);
          reject(signal.reason as Error);
        });
      });
    },
    async advance(ms) {
      const until = now + ms;
      for (;;) {
        await settled();
        const due = timers.filter((timer) => timer.atMs <= until).sort((a, b) => a.atMs - b.atMs)[0];
        if (due === undefined) break;
        timers = timers.filter((timer) => timer !== due);
        now = due.atMs;
        due.fire();
      }
      now = until;
      await settled();
    },
  };
}
