/** The speed at which a run of frames is meant to be seen. */
import type { DisplayFacts } from '@pacs/shared/manifest';

const defaultRate = 10;
export const maxRate = 60;

/** Frames a second: what the header recommends for display, else its frame time (PS3.3 C.7.6.5), else 10. */
export function headerRate(facts: DisplayFacts | undefined): number {
  const recommended = facts?.recommendedDisplayFrameRate ?? 0;
  if (recommended > 0) return Math.min(maxRate, recommended);
  const frameTimeMs = facts?.frameTimeMs ?? 0;
  return frameTimeMs > 0 ? Math.min(maxRate, 1000 / frameTimeMs) : defaultRate;
}

/**
 * Which frame is due, `elapsedMs` after the one at `start` was shown: late frames are skipped, not saved up.
 * Sweeping turns round at both ends.
 */
export function dueFrame(
  start: number,
  elapsedMs: number,
  rate: number,
  count: number,
  isSweeping = false,
): number {
  const gone = start + Math.floor((elapsedMs * rate) / 1000);
  if (!isSweeping || count < 2) return gone % count;
  const inSweep = gone % (2 * (count - 1));
  return inSweep < count ? inSweep : 2 * (count - 1) - inSweep;
}
