/** Analytics events that cannot carry free text: closed sets and buckets only. Sent after a yes, never before. */
import { z } from 'zod';

const pages = ['home', 'studies', 'upload', 'viewer', 'link', 'legal', 'account'] as const;
const counts = ['1', '2-10', '11-100', '101-1000', '1000+'] as const;
const durations = ['<0.5s', '0.5-2s', '2-10s', '10-60s', '>60s'] as const;

export const UsageEvent = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('page_shown'), page: z.enum(pages) }),
  z.strictObject({ name: z.literal('upload_finished'), images: z.enum(counts), duration: z.enum(durations) }),
  z.strictObject({ name: z.literal('study_opened'), images: z.enum(counts), duration: z.enum(durations) }),
  z.strictObject({ name: z.literal('link_created') }),
  z.strictObject({ name: z.literal('link_opened') }),
]);
export type UsageEvent = z.infer<typeof UsageEvent>;

export const CountEventsRequest = z.strictObject({ events: z.array(UsageEvent).min(1).max(50) });
