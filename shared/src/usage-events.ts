/** Analytics events that cannot carry free text: closed sets and buckets only. Sent after a yes, never before. */
import { z } from 'zod';
import { appErrorCodes } from './errors.ts';

const pages = [
  'home',
  'studies',
  'upload',
  'viewer',
  'link',
  'links',
  'activity',
  'legal',
  'account',
] as const;
const actions = [
  'study_deleted',
  'identity_resolved',
  'link_revoked',
  'links_revoked',
  'link_extended',
  'link_unlocked',
  'link_mailed',
  'link_previewed',
  'alerts_set',
  'images_saved',
  'measurements_saved',
  'planes_shown',
] as const;
const outcomes = ['done', ...appErrorCodes] as const;
const counts = ['1', '2-10', '11-100', '101-1000', '1000+'] as const;
const durations = ['<0.5s', '0.5-2s', '2-10s', '10-60s', '>60s'] as const;

export const UsageEvent = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('page_shown'), page: z.enum(pages) }),
  z.strictObject({ name: z.literal('upload_finished'), images: z.enum(counts), duration: z.enum(durations) }),
  z.strictObject({ name: z.literal('study_opened'), images: z.enum(counts), duration: z.enum(durations) }),
  z.strictObject({ name: z.literal('link_created') }),
  z.strictObject({ name: z.literal('link_opened') }),
  z.strictObject({ name: z.literal('action'), action: z.enum(actions), outcome: z.enum(outcomes) }),
]);
export type UsageEvent = z.infer<typeof UsageEvent>;

export const CountEventsRequest = z.strictObject({ events: z.array(UsageEvent).min(1).max(50) });
