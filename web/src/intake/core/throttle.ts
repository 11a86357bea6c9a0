import type { Clock } from './clock.ts';

/** Calls `publish` at most once in `intervalMs`, always once more after the last request. */
export function throttled(publish: () => void, intervalMs: number, clock: Clock): () => void {
  let waiting = false;
  let lastMs = -Infinity;
  return () => {
    if (waiting) return;
    const restMs = lastMs + intervalMs - clock.nowMs();
    if (restMs <= 0) {
      lastMs = clock.nowMs();
      publish();
      return;
    }
    waiting = true;
    void clock.wait(restMs).then(() => {
      waiting = false;
      lastMs = clock.nowMs();
      publish();
    });
  };
}
