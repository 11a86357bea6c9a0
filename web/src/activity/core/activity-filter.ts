/** Which events are wanted, as the page's address says it. */
import { ownerActions } from '@pacs/shared/audit-document';
import type { OwnerAction } from './activity-words.ts';

const dayMs = 86_400_000;

export const periods = [
  { id: 'any', name: 'Any time', ms: undefined },
  { id: 'day', name: 'Last 24 hours', ms: dayMs },
  { id: 'week', name: 'Last 7 days', ms: 7 * dayMs },
  { id: 'month', name: 'Last 30 days', ms: 30 * dayMs },
] as const;
export type PeriodId = (typeof periods)[number]['id'];

export interface ActivityFilter {
  studyId: string | undefined;
  action: OwnerAction | undefined;
  period: PeriodId;
}

/** What the address says; what it says of no sense is left out. */
export function filterFromAddress(address: URLSearchParams): ActivityFilter {
  const study = address.get('study') ?? '';
  return {
    studyId: /^[A-Za-z0-9_-]{1,128}$/.test(study) ? study : undefined,
    action: ownerActions.find((action) => action === address.get('action')),
    period: periods.find(({ id }) => id === address.get('time'))?.id ?? 'any',
  };
}

export function filterToAddress({ studyId, action, period }: ActivityFilter): Record<string, string> {
  return {
    ...(studyId !== undefined && { study: studyId }),
    ...(action !== undefined && { action }),
    ...(period !== 'any' && { time: period }),
  };
}

/** From when on, in milliseconds since 1970. */
export function sinceMs(period: PeriodId, nowMs: number): number {
  const ms = periods.find(({ id }) => id === period)?.ms;
  return ms === undefined ? 0 : nowMs - ms;
}
