import type { UsageEvent } from '@pacs/shared/usage-events';

/** Where usage events go after a yes. */
export interface UsageSink {
  send(event: UsageEvent): void;
  /** Sends nothing from now on and removes what it has set on this machine. */
  close(): Promise<void>;
}
