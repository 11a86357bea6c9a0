import type { CallableRequest, CallableResponse } from '@pacs/shared/callables';
import { limits } from '@pacs/shared/limits';
import type { AuditLog, Clock } from '../ports.ts';
import { operatorEvent } from './operator-event.ts';
import type { OperatorReads } from './operator-ports.ts';

/** What accounts store, a page at a time, by their ids. */
export async function readStorage(
  { reads, audit, clock }: { reads: OperatorReads; audit: AuditLog; clock: Clock },
  operatorUid: string,
  { after }: CallableRequest<'readStorage'>,
): Promise<CallableResponse<'readStorage'>> {
  await audit.append(operatorEvent('storage-read', operatorUid, clock.now()));
  const max = limits.operatorUsersPerPage;
  const [total, uids] = await Promise.all([
    after === undefined ? reads.storageTotal() : undefined,
    reads.users(after, max),
  ]);
  const users = await Promise.all(uids.map(async (uid) => ({ uid, ...(await reads.storageOf(uid)) })));
  const last = uids.length < max ? undefined : uids.at(-1);
  return { ...(total && { total }), users, ...(last !== undefined && { next: last }) };
}
