/** Days of the first-party counter, as the operator's chart and table show them. */
import { z } from 'zod';

/** `usageDays/{YYYY-MM-DD}`: counters by an event's name and its bucketed properties, `study_opened|images=2-10`. */
export const UsageDay = z.object({
  day: z.iso.date(),
  counts: z.record(z.string(), z.int().min(0)).default({}),
});
export type UsageDay = z.infer<typeof UsageDay>;

const dayMs = 86_400_000;
const isoDay = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** The last `count` days up to today, the oldest first: also those on which nothing was counted. */
export function daysUntil(nowMs: number, count: number): string[] {
  return Array.from({ length: count }, (_, at) => isoDay(nowMs - (count - 1 - at) * dayMs));
}

export interface CountedDay {
  day: string;
  total: number;
  byEvent: ReadonlyMap<string, number>;
}

/** Counts by event alone, for each of these days. */
export function countDays(days: readonly string[], counted: readonly UsageDay[]): CountedDay[] {
  const found = new Map(counted.map((one) => [one.day, one.counts]));
  return days.map((day) => {
    const byEvent = new Map<string, number>();
    let total = 0;
    for (const [key, count] of Object.entries(found.get(day) ?? {})) {
      const event = key.split('|')[0] ?? '';
      byEvent.set(event, (byEvent.get(event) ?? 0) + count);
      total += count;
    }
    return { day, total, byEvent };
  });
}

/** Every event that was counted on any of them, the most frequent first. */
export function eventsOf(days: readonly CountedDay[]): string[] {
  const totals = new Map<string, number>();
  for (const { byEvent } of days)
    for (const [event, count] of byEvent) totals.set(event, (totals.get(event) ?? 0) + count);
  return [...totals].sort(([, a], [, b]) => b - a).map(([event]) => event);
}

/** 'study_opened' as 'Study opened'. */
export function eventWords(event: string): string {
  const words = event.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
