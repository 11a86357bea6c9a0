import type { UsageEvent } from '@pacs/shared/usage-events';
import type { Clock, UsageCounter } from '../ports.ts';

/** Name and bucketed properties in a fixed order: 'study_opened|images=2-10|duration=<0.5s'. */
function counterOf({ name, ...properties }: UsageEvent): string {
  const parts = Object.entries(properties).map(([key, value]) => `${key}=${value}`);
  return [name, ...parts.sort()].join('|');
}

/** Adds up per day. Nothing about who sent it is kept. */
export async function countEvents(
  ports: { usage: UsageCounter; clock: Clock },
  events: readonly UsageEvent[],
): Promise<void> {
  const counts: Record<string, number> = {};
  for (const event of events) {
    const counter = counterOf(event);
    counts[counter] = (counts[counter] ?? 0) + 1;
  }
  await ports.usage.add(new Date(ports.clock.now()).toISOString().slice(0, 10), counts);
}
