/**
 * The port for usage events. Until the visitor has said yes nothing is fetched, sent or kept, and events are
 * dropped, not saved for later.
 */
import type { UsageEvent } from '@pacs/shared/usage-events';
import type { UsageSink } from './usage-sink.ts';

let sink: Promise<UsageSink | undefined> | undefined;

export function track(event: UsageEvent): void {
  void sink?.then((open) => open?.send(event));
}

/** Follows the visitor's choice, in the running page too. */
export function setAnalyticsAllowed(allowed: boolean): void {
  if (allowed) {
    sink ??= import('./usage-sink.ts').then(
      ({ openUsageSink }) => openUsageSink(),
      () => undefined,
    );
    return;
  }
  const closing = sink;
  sink = undefined;
  void closing?.then((open) => open?.close());
}
