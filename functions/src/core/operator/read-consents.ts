import type { CallableRequest, CallableResponse } from '@pacs/shared/callables';
import type { AuditLog, Clock } from '../ports.ts';
import { operatorEvent } from './operator-event.ts';
import type { OperatorReads } from './operator-ports.ts';

const dayMs = 24 * 3_600_000;

/** How many have said what to being counted, and nothing of any one choice. */
export async function readConsents(
  { reads, audit, clock }: { reads: OperatorReads; audit: AuditLog; clock: Clock },
  operatorUid: string,
  { days }: CallableRequest<'readConsents'>,
): Promise<CallableResponse<'readConsents'>> {
  const nowMs = clock.now();
  await audit.append(operatorEvent('consents-read', operatorUid, nowMs));
  return reads.consents(nowMs - days * dayMs);
}
