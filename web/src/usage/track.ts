import type { UsageEvent } from '@pacs/shared/usage-events';

let receiver: ((event: UsageEvent) => void) | undefined;

/** Counts that something was used. Until the visitor has said yes to analytics, events are dropped, not kept. */
export function track(event: UsageEvent): void {
  receiver?.(event);
}

/** For consent alone: where events go, or undefined for nowhere. */
export function setUsageReceiver(next: ((event: UsageEvent) => void) | undefined): void {
  receiver = next;
}
