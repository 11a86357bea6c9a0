/** When a bundle counts as poison. Runs that end with their process say nothing, and cost most: few are enough. */
import { limits } from '@pacs/shared/limits';
import type { TakenBundle } from '../ports.ts';

type Written = Readonly<Record<string, unknown>> | undefined;

function countIn(written: unknown): number {
  const count = Number(written ?? 0);
  return Number.isSafeInteger(count) && count > 0 ? count : 0;
}

/** With the run that begins. Whoever uploaded may have written anything there: no more runs threw than there were. */
export function triesAfter(metadata: Written): Pick<TakenBundle, 'tries' | 'thrown'> {
  const before = countIn(metadata?.['tries']);
  return { tries: before + 1, thrown: Math.min(before, countIn(metadata?.['thrown'])) };
}

export const thrownAfter = (metadata: Written): number => countIn(metadata?.['thrown']) + 1;

/** Asked before a run: the runs before it died with their processes. */
export const hasDiedTooOften = ({ tries, thrown }: TakenBundle): boolean =>
  tries - 1 - thrown >= limits.bundleMaxTries;

/** Asked after a run that threw: a service that is away comes back, what lies in the bundle throws for ever. */
export const hasThrownTooOften = ({ tries, createdAtMs }: TakenBundle, nowMs: number): boolean =>
  tries >= limits.bundleMaxTries && nowMs - createdAtMs >= limits.bundleThrowsMs;
