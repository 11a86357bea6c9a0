import { setUsageReceiver } from '../usage/track.ts';
import type { UsageSink } from './usage-sink.ts';

interface Opening {
  sink: Promise<UsageSink | undefined>;
  /** With it nothing more is fetched, and what has opened in the meantime closes. */
  end: AbortController;
}

let opening: Opening | undefined;

/** A sink that does not load is no sink: the app works the same without. */
function open(): Opening {
  const end = new AbortController();
  const sink = import('./open-usage-sink.ts')
    .then(({ openUsageSink }) => openUsageSink(end.signal))
    .catch(() => undefined);
  return { sink, end };
}

/**
 * Follows the visitor's choice, in the running page too. Until the first yes nothing of analytics is fetched,
 * sent or set; after a no what was set is removed.
 */
export function setAnalyticsAllowed(allowed: boolean): void {
  if (allowed) {
    const { sink, end } = (opening ??= open());
    setUsageReceiver((event) => {
      void sink.then((ready) => {
        // A no in the meantime counts for what is still on its way.
        if (!end.signal.aborted) ready?.send(event);
      });
    });
    return;
  }
  setUsageReceiver(undefined);
  const closing = opening;
  opening = undefined;
  closing?.end.abort();
  void closing?.sink.then((ready) => ready?.close());
}
