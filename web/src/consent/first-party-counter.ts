import { apiPaths } from '@pacs/shared/paths';
import type { UsageEvent } from '@pacs/shared/usage-events';
import type { UsageSink } from './usage-sink.ts';

const flushAfterMs = 5000;
const batchMax = 50;

/** Posts events in batches to the counter function. Sets nothing on the visitor's machine; losses don't matter. */
export function openFirstPartyCounter(): UsageSink {
  let waiting: UsageEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const events = waiting.splice(0, batchMax);
    if (events.length === 0) return;
    void fetch(apiPaths.countEvents, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ events }),
      keepalive: true,
      credentials: 'omit',
    }).catch(() => undefined);
  };
  const flushWhenHidden = (): void => {
    if (document.visibilityState === 'hidden') flush();
  };
  document.addEventListener('visibilitychange', flushWhenHidden);

  return {
    send: (event) => {
      waiting.push(event);
      if (waiting.length >= batchMax) flush();
      else timer ??= setTimeout(flush, flushAfterMs);
    },
    close: () => {
      clearTimeout(timer);
      waiting = [];
      document.removeEventListener('visibilitychange', flushWhenHidden);
      return Promise.resolve();
    },
  };
}
