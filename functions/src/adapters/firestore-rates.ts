import { createHash } from 'node:crypto';
import { paths } from '@pacs/shared/paths';
import type { Firestore } from 'firebase-admin/firestore';
import { z } from 'zod';
import type { RateLimiter } from '../core/rights/rights-ports.ts';

const Taken = z.object({ taken: z.int() }).default({ taken: 0 });

/** One document for each thing that is counted and window, under a hash; the sweep of rates takes it away. */
export function firestoreRates(db: Firestore): RateLimiter {
  return {
    take: (what, most, windowMs, nowMs) => {
      const window = Math.floor(nowMs / windowMs);
      const key = createHash('sha256')
        .update(`${what}|${String(window)}`)
        .digest('base64url');
      const ref = db.doc(paths.rate(key));
      return db.runTransaction(async (transaction) => {
        const { taken } = Taken.parse((await transaction.get(ref)).data());
        if (taken >= most) return false;
        transaction.set(ref, { taken: taken + 1, expiresAtMs: (window + 1) * windowMs });
        return true;
      });
    },
  };
}
