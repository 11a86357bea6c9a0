/** Numbers as the coarse steps that a usage event may carry. */
import type { UsageEvent } from '@pacs/shared/usage-events';

type Buckets = Extract<UsageEvent, { name: 'study_opened' }>;

export function imagesBucket(images: number): Buckets['images'] {
  if (images <= 1) return '1';
  if (images <= 10) return '2-10';
  if (images <= 100) return '11-100';
  return images <= 1000 ? '101-1000' : '1000+';
}

export function durationBucket(ms: number): Buckets['duration'] {
  if (ms < 500) return '<0.5s';
  if (ms < 2000) return '0.5-2s';
  if (ms < 10_000) return '2-10s';
  return ms < 60_000 ? '10-60s' : '>60s';
}
