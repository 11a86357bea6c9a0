import type { Clock, Line } from './ports.ts';

const firstMs = 1000;
const mostMs = 30_000;

export interface BackoffPorts {
  clock: Clock;
  line: Line;
}

/** Full jitter (AWS Architecture Blog, "Exponential Backoff And Jitter"), never less than a fifth of the step. */
function backoffMs(attempt: number, random: number): number {
  const step = Math.min(mostMs, firstMs * 2 ** Math.min(attempt, 10));
  return Math.round(step * (0.2 + 0.8 * random));
}

/** Waits, the longer the more attempts there were, and no longer once the line is back. Rejects when the signal aborts. */
export async function backOff(
  attempt: number,
  { clock, line }: BackoffPorts,
  signal: AbortSignal,
): Promise<void> {
  const ended = new AbortController();
  const end = (): void => {
    ended.abort();
  };
  const stopListening = line.onBack(end);
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) end();
  try {
    await clock.wait(backoffMs(attempt, clock.random()), ended.signal).catch(() => undefined);
  } finally {
    stopListening();
    signal.removeEventListener('abort', end);
  }
  signal.throwIfAborted();
}

/** It is tried again, and after which failure; or no longer. */
export type OnWaiting = (waiting: boolean, error?: unknown) => void;

/**
 * Runs `action` until it succeeds, `mends` refuses the error, or the signal aborts. There is no last attempt:
 * a lost network or a closed laptop ends when the user says so.
 */
export async function retrying<T>(
  action: () => Promise<T>,
  options: BackoffPorts & {
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
      await backOff(attempt, options, options.signal);
    }
  }
}
