import type { CallableResponse } from '@pacs/shared/callables';
import { limits } from '@pacs/shared/limits';
import type { AuditLog, Clock } from '../ports.ts';
import { operatorEvent } from './operator-event.ts';
import type { OperatorReads } from './operator-ports.ts';

/** What the sweep drives on by itself is not stuck yet: two of its runs. */
const stuckAfterMs = 60 * 60_000;

/** How ingest is doing: counts, and ids of uploads. */
export async function readHealth(
  { reads, audit, clock }: { reads: OperatorReads; audit: AuditLog; clock: Clock },
  operatorUid: string,
): Promise<CallableResponse<'readIngestHealth'>> {
  const nowMs = clock.now();
  await audit.append(operatorEvent('ingest-health-read', operatorUid, nowMs));
  const max = limits.operatorUploadsShown;
  const [open, stuck, failed, studiesBeingDeleted, studiesToTranscode] = await Promise.all([
    reads.openUploads(),
    reads.stuckUploads(nowMs - stuckAfterMs, max),
    reads.failedUploads(max),
    reads.studiesBeingDeleted(),
    reads.studiesToTranscode(),
  ]);
  return { open, stuck, failed, studiesBeingDeleted, studiesToTranscode };
}
