/** What is past its time is taken away to the last document, however many there are. */
import { collections } from '@pacs/shared/paths';
import { expect, test } from 'vitest';
import { linkStores, times } from '../support/link-stores.ts';

test('counters of past minutes are all gone after one sweep, and one whose time is not over stays', async () => {
  const { db } = await linkStores();
  const { firestoreFailureLimiter, firestoreRates } =
    await import('../../functions/src/adapters/firestore-counters.ts');
  const { removedAtOnce } = await import('../../functions/src/adapters/firestore-documents.ts');
  const rates = firestoreRates(db);
  const whose = crypto.randomUUID();
  const take = (what: string, windowMs: number, nowMs: number) =>
    rates.take(`${whose} ${what}`, 1, windowMs, nowMs);
  await Promise.all(times(removedAtOnce + 1, (at) => take(String(at), 60_000, 0)));
  // Times of 1970: what the stack counts meanwhile is left alone.
  expect(await take('day', 86_400_000, 120_000)).toBe(true);
  await firestoreFailureLimiter(db).sweep(120_000, 60_000);
  const left = db.collection(collections.rates).where('expiresAtMs', '<', 86_400_001);
  expect((await left.get()).size).toBe(1);
  expect(await take('day', 86_400_000, 120_000)).toBe(false);
  await firestoreFailureLimiter(db).sweep(86_400_001, 0);
  expect((await left.get()).size).toBe(1);
  await firestoreFailureLimiter(db).sweep(86_400_001, 60_000);
  expect((await left.get()).size).toBe(0);
});
