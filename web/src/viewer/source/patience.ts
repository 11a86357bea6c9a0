/** How long the network may keep silent, and when waiting for it ends early. */
import { AppError } from '@pacs/shared/errors';

/** A request that has brought nothing for so long is given up and made again: its line may be dead without a word. */
export const silenceMs = 15_000;

interface Silence {
  /** Aborts with `outer`, and once nothing was heard for `silenceMs`. */
  signal: AbortSignal;
  heard(): void;
  end(): void;
}

export function watchSilence(outer: AbortSignal): Silence {
  const aborting = new AbortController();
  const abort = () => {
    aborting.abort();
  };
  outer.addEventListener('abort', abort);
  if (outer.aborted) abort();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(abort, silenceMs);
  };
  heard();
  return {
    signal: aborting.signal,
    heard,
    end() {
      clearTimeout(timer);
      outer.removeEventListener('abort', abort);
    },
  };
}

/** What `work` comes to, unless it says nothing for `silenceMs`: then AppError `unavailable`. */
export async function withinSilence<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new AppError('unavailable', { detail: 'no answer' }));
    }, silenceMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Rests for `ms`; shorter where `signal` aborts or `target` (the window) says that the connection is back. */
export function restUnlessOnline(ms: number, signal: AbortSignal, target: EventTarget): Promise<void> {
  return new Promise((resolve) => {
    const over = new AbortController();
    const wake = () => {
      clearTimeout(timer);
      over.abort();
      resolve();
    };
    const timer = setTimeout(wake, ms);
    signal.addEventListener('abort', wake, { signal: over.signal });
    target.addEventListener('online', wake, { signal: over.signal });
    if (signal.aborted) wake();
  });
}
