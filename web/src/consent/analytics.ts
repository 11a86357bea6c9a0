import { setUsageReceiver } from '../usage/track.ts';
import type { UsageSink } from './usage-sink.ts';

let sink: Promise<UsageSink | undefined> | undefined;

/** A sink that does not load is no sink: the app works the same without. */
const open = (): Promise<UsageSink | undefined> =>
  import('./open-usage-sink.ts').then(({ openUsageSink }) => openUsageSink()).catch(() => undefined);

/**
 * Follows the visitor's choice, in the running page too. Until the first yes nothing of analytics is fetched,
 * sent or set; after a no what was set is removed.
 */
export function setAnalyticsAllowed(allowed: boolean): void {
  if (allowed) {
    const opened = (sink ??= open());
    setUsageReceiver((event) => {
      void opened.then((ready) => {
        // A no in the meantime counts for what is still on its way.
        if (sink === opened) ready?.send(event);
      });
    });
    return;
  }
  setUsageReceiver(undefined);
  const closing = sink;
  sink = undefined;
  void closing?.then((ready) => ready?.close());
}
