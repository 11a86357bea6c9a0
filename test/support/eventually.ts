import { vi } from 'vitest';

/** Waits until `condition` no longer throws. A busy machine answers late, and a condition that is met ends the wait at once. */
export const eventually = <T>(condition: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(condition, { timeout: 20_000, interval: 20 });
