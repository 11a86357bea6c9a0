import { limits } from '@pacs/shared/limits';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** How long a link may be chosen to live (shared/src/limits.ts: 1 hour to 30 days), or until when. */
export const lifetimes = [
  { id: 'hour', name: '1 hour', ms: hourMs },
  { id: 'day', name: '1 day', ms: dayMs },
  { id: 'week', name: '7 days', ms: 7 * dayMs },
  { id: 'month', name: '30 days', ms: 30 * dayMs },
  { id: 'exact', name: 'Until…', ms: undefined },
] as const;
export type LifetimeId = (typeof lifetimes)[number]['id'];

export interface Expiry {
  lifetime: LifetimeId;
  /** As `datetime-local` fields have it, in this computer's time zone. */
  until: string;
}

const twoDigits = (number: number) => String(number).padStart(2, '0');

/** As a `datetime-local` field takes it. */
export function localTime(ms: number): string {
  const date = new Date(ms);
  const day = [date.getFullYear(), twoDigits(date.getMonth() + 1), twoDigits(date.getDate())].join('-');
  return `${day}T${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`;
}

export const weekFrom = (nowMs: number): Expiry => ({
  lifetime: 'week',
  until: localTime(nowMs + 7 * dayMs),
});

/** What has to be put right before it is sent. */
export function expiryProblem({ lifetime, until }: Expiry, nowMs: number): string | undefined {
  if (lifetime !== 'exact') return undefined;
  const lives = Date.parse(until) - nowMs;
  return lives >= limits.linkMinMs && lives <= limits.linkMaxMs
    ? undefined
    : 'Between one hour and thirty days from now.';
}

/** As createLink and extendLink take it; only of what has no problem. */
export function expiryRequest({ lifetime, until }: Expiry): { lifetimeMs: number } | { expiresAtMs: number } {
  const lifetimeMs = lifetimes.find(({ id }) => id === lifetime)?.ms;
  return lifetimeMs === undefined ? { expiresAtMs: Date.parse(until) } : { lifetimeMs };
}
