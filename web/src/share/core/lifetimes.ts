const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** How long a link may be chosen to live (shared/src/limits.ts: 1 hour to 30 days). */
export const lifetimes = [
  { id: 'hour', name: '1 hour', ms: hourMs },
  { id: 'day', name: '1 day', ms: dayMs },
  { id: 'week', name: '7 days', ms: 7 * dayMs },
  { id: 'month', name: '30 days', ms: 30 * dayMs },
] as const;
export type LifetimeId = (typeof lifetimes)[number]['id'];

export const lifetimeMs = (id: LifetimeId): number =>
  lifetimes.find((lifetime) => lifetime.id === id)?.ms ?? dayMs;
