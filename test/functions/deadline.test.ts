import { expect, test, vi } from 'vitest';
import { within } from '../../functions/src/adapters/deadline.ts';

test('a call that ends in time gives its answer or its own failure', async () => {
  await expect(within(1000, Promise.resolve(7))).resolves.toBe(7);
  await expect(within(1000, Promise.reject(new RangeError('own')))).rejects.toThrow(RangeError);
});

test('a call that never ends is given up, so that it is tried again', async () => {
  vi.useFakeTimers();
  try {
    const never = within(1000, new Promise<never>(() => undefined));
    const refused = expect(never).rejects.toMatchObject({ code: 'unavailable' });
    await vi.advanceTimersByTimeAsync(1001);
    await refused;
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});
