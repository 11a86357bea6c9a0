import type { UsageEvent } from '@pacs/shared/usage-events';
import { webConfig } from '../firebase/config.ts';

/** Where usage events go after a yes. */
export interface UsageSink {
  send(event: UsageEvent): void;
  /** Sends nothing from now on and removes what it has set on this machine. */
  close(): Promise<void>;
}

/** Google Analytics where the operator has configured it, else the counter of this installation. */
export async function openUsageSink(): Promise<UsageSink> {
  if (webConfig().firebase.measurementId === undefined) {
    const { openFirstPartyCounter } = await import('./first-party-counter.ts');
    return openFirstPartyCounter();
  }
  const { openFirebaseAnalytics } = await import('./firebase-analytics.ts');
  return openFirebaseAnalytics();
}
