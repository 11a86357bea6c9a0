import type { AuditDocument } from '@pacs/shared/audit-document';
import { limits } from '@pacs/shared/limits';
import type { Clock, SealStore } from '../ports.ts';

/**
 * Takes away what the sealed events of one owner say, and their salts. Their hashes stay in the seals, so the chain goes
 * on holding; how many were erased is an event itself, in the same write. Events that are not sealed yet stay.
 */
export async function eraseEvents(
  { seals, clock }: { seals: SealStore; clock: Clock },
  ownerUid: string,
): Promise<{ erased: number }> {
  let erased = 0;
  for (;;) {
    const ids = await seals.sealedOf(ownerUid, limits.eventsPerSeal);
    if (ids.length === 0) return { erased };
    const atMs = clock.now();
    const record: AuditDocument = {
      // Of nobody: it is the operator's.
      ownerUid: '',
      studyId: '',
      action: 'events-erased',
      actor: { kind: 'system' },
      outcome: 'success',
      count: ids.length,
      atMs,
    };
    if ((await seals.erase(ids, atMs, record)) === 'conflict') continue;
    erased += ids.length;
  }
}
