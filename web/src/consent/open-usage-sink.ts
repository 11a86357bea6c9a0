import { webConfig } from '../firebase/config.ts';
import { openFirstPartyCounter } from './first-party-counter.ts';
import type { UsageSink } from './usage-sink.ts';

/**
 * The counter of this installation, and Google Analytics beside it where the operator has configured that, which is
 * not begun once `signal` says no.
 */
export async function openUsageSink(signal: AbortSignal): Promise<UsageSink> {
  const { measurementId } = webConfig().firebase;
  const own = openFirstPartyCounter();
  if (measurementId === undefined || signal.aborted) return own;
  // A provider that does not load leaves the app's own count as it is.
  const google = await import('./firebase-analytics.ts')
    .then(({ openFirebaseAnalytics }) => (signal.aborted ? undefined : openFirebaseAnalytics(measurementId)))
    .catch(() => undefined);
  return {
    send: (event) => {
      own.send(event);
      google?.send(event);
    },
    close: async () => {
      await Promise.all([own.close(), google?.close()]);
    },
  };
}
