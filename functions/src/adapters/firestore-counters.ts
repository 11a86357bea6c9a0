/** Counters without addresses and without free text. */
import { createHash } from 'node:crypto';
import { limits } from '@pacs/shared/limits';
import { collections, paths } from '@pacs/shared/paths';
import { FieldPath, FieldValue, type Firestore } from 'firebase-admin/firestore';
import { z } from 'zod';
import type { FailureLimiter, RateLimiter, UsageCounter } from '../core/ports.ts';
import { removeAll } from './firestore-documents.ts';

const minuteMs = 60_000;
const keptMs = 10 * minuteMs;
const Rate = z.object({ failures: z.int() });
const Counted = z.object({ count: z.int() });

const minuteOf = (nowMs: number) => Math.floor(nowMs / minuteMs);

/**
 * One document per address and minute, written by failures only: a right token costs nothing here. The address
 * enters as a hash with the minute, and the sweep takes the document away.
 */
export function firestoreFailureLimiter(
  db: Firestore,
): FailureLimiter & { sweep(nowMs: number, maxMs: number): Promise<void> } {
  /** Addresses that have to wait in this minute, as far as this process knows. */
  let blockedNow = { minute: 0, addresses: new Set<string>() };
  return {
    blocked: (address, nowMs) => blockedNow.minute === minuteOf(nowMs) && blockedNow.addresses.has(address),

    async failed(address, nowMs) {
      const minute = minuteOf(nowMs);
      const key = createHash('sha256')
        .update(`${address}|${String(minute)}`)
        .digest('base64url');
      const ref = db.doc(paths.rate(key));
      await ref.set({ failures: FieldValue.increment(1), expiresAtMs: nowMs + keptMs }, { merge: true });
      const { failures } = Rate.parse((await ref.get()).data());
      if (failures <= limits.linkOpensPerMinutePerAddress) return true;
      if (blockedNow.minute !== minute) blockedNow = { minute, addresses: new Set() };
      blockedNow.addresses.add(address);
      return false;
    },

    sweep: (nowMs, maxMs) =>
      removeAll(db, db.collection(collections.rates).where('expiresAtMs', '<', nowMs), maxMs),
  };
}

/** As failures are counted, one document for each thing and window; the same sweep takes them away. */
export function firestoreRates(db: Firestore): RateLimiter {
  return {
    async take(what, most, windowMs, nowMs) {
      const window = Math.floor(nowMs / windowMs);
      const key = createHash('sha256')
        .update(`${what}|${String(windowMs)}|${String(window)}`)
        .digest('base64url');
      const ref = db.doc(paths.rate(key));
      const expiresAtMs = (window + 1) * windowMs;
      await ref.set({ count: FieldValue.increment(1), expiresAtMs }, { merge: true });
      return Counted.parse((await ref.get()).data()).count <= most;
    },
  };
}

export function firestoreUsage(db: Firestore): UsageCounter {
  return {
    async add(day, counts) {
      const ref = db.doc(paths.usageDay(day));
      await ref.set({ day }, { merge: true });
      const pairs = Object.entries(counts).flatMap(([key, count]) => [
        new FieldPath('counts', key),
        FieldValue.increment(count),
      ]);
      const [field, value, ...more] = pairs;
      if (field instanceof FieldPath) await ref.update(field, value, ...more);
    },
  };
}
