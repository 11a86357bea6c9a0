import { AppError } from '@pacs/shared/errors';
import { limits } from '@pacs/shared/limits';
import type { UsageEvent } from '@pacs/shared/usage-events';
import type { Clock, RateLimiter, UsageCounter } from '../ports.ts';

const minuteMs = 60_000;

/** Name and bucketed properties in a fixed order: 'study_opened|images=2-10|duration=<0.5s'. */
function counterOf({ name, ...properties }: UsageEvent): string {
  const parts = Object.entries(properties).map(([key, value]) => `${key}=${value}`);
  return [name, ...parts.sort()].join('|');
}

/** Adds up per day. Nothing about who sent it is kept with the counts. Errors: too-many-requests. */
export async function countEvents(
  ports: { usage: UsageCounter; rates: RateLimiter; clock: Clock },
  events: readonly UsageEvent[],
  address: string,
): Promise<void> {
  const nowMs = ports.clock.now();
  const most = limits.usageBatchesPerMinutePerAddress;
  if (!(await ports.rates.take(`usage ${address}`, most, minuteMs, nowMs)))
    throw new AppError('too-many-requests');
  const counts: Record<string, number> = {};
  for (const event of events) {
    const counter = counterOf(event);
    counts[counter] = (counts[counter] ?? 0) + 1;
  }
  await ports.usage.add(new Date(nowMs).toISOString().slice(0, 10), counts);
}
