import type { Clock } from '../../intake/core/clock.ts';

const firstMs = 1000;
const mostMs = 30_000;

/** Full jitter (AWS Architecture Blog, "Exponential Backoff And Jitter"), never less than a fifth of the step. */
export function backoffMs(attempt: number, random: number): number {
  const step = Math.min(mostMs, firstMs * 2 ** Math.min(attempt, 10));
  return Math.round(step * (0.2 + 0.8 * random));
}

/** It is tried again, and after which failure; or no longer. */
export type OnWaiting = (waiting: boolean, error?: unknown) => void;

/**
 * Runs `action` until it succeeds, `mends` refuses the error, or the signal aborts. There is no last attempt:
 * a lost network or a closed laptop ends when the user says so.
 */
export async function retrying<T>(
  action: () => Promise<T>,
  options: {
    clock: Clock;
    signal: AbortSignal;
    mends: (error: unknown) => boolean;
    onWaiting: OnWaiting;
  },
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    options.signal.throwIfAborted();
    try {
      const result = await action();
      options.onWaiting(false);
      return result;
    } catch (error) {
      options.signal.throwIfAborted();
      if (!options.mends(error)) throw error;
      options.onWaiting(true, error);
      await options.clock.wait(backoffMs(attempt, options.clock.random()), options.signal);
    }
  }
}
