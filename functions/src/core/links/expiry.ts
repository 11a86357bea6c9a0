import { AppError } from '@pacs/shared/errors';
import { limits } from '@pacs/shared/limits';

interface Expiry {
  lifetimeMs?: number | undefined;
  expiresAtMs?: number | undefined;
}

/** A browser's clock may be off, and a form stays open for a while. */
const slackMs = 5 * 60_000;

/** When a link ends that is given this now. Errors: invalid-argument where it says neither or both, or too soon or late. */
export function expiryOf({ lifetimeMs, expiresAtMs }: Expiry, nowMs: number): number {
  if ((lifetimeMs === undefined) === (expiresAtMs === undefined)) throw new AppError('invalid-argument');
  const endsAtMs = expiresAtMs ?? nowMs + (lifetimeMs ?? 0);
  const lives = endsAtMs - nowMs;
  if (lives < limits.linkMinMs - slackMs || lives > limits.linkMaxMs + slackMs)
    throw new AppError('invalid-argument');
  return endsAtMs;
}
