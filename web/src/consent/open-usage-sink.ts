import { webConfig } from '../firebase/config.ts';
import type { UsageSink } from './usage-sink.ts';

/** Google Analytics where the operator has configured it, else the counter of this installation. */
export async function openUsageSink(): Promise<UsageSink> {
  if (webConfig().firebase.measurementId === undefined) {
    const { openFirstPartyCounter } = await import('./first-party-counter.ts');
    return openFirstPartyCounter();
  }
  const { openFirebaseAnalytics } = await import('./firebase-analytics.ts');
  return openFirebaseAnalytics();
}
