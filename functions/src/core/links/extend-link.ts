import type { CallableRequest, CallableResponse } from '@pacs/shared/callables';
import { AppError } from '@pacs/shared/errors';
import type { Clock } from '../ports.ts';
import type { LinkStore } from './link-ports.ts';
import { alertDueMs } from './alerts.ts';
import { expiryOf } from './expiry.ts';

/** Errors: not-found, also for what was revoked; invalid-argument. */
export async function extendLink(
  ports: { links: LinkStore; clock: Clock },
  ownerUid: string,
  { linkId, ...expiry }: CallableRequest<'extendLink'>,
): Promise<CallableResponse<'extendLink'>> {
  const link = await ports.links.get(linkId);
  if (link?.ownerUid !== ownerUid || link.revokedAtMs !== undefined) throw new AppError('not-found');
  const atMs = ports.clock.now();
  const expiresAtMs = expiryOf(expiry, atMs);
  const dueMs = alertDueMs({ ...link, expiresAtMs });
  const end = { expiresAtMs, ...(dueMs !== undefined && { alertDueMs: dueMs }) };
  await ports.links.extend(linkId, end, {
    ownerUid,
    studyId: link.studyId,
    action: 'link-extended',
    actor: { kind: 'owner', uid: ownerUid },
    outcome: 'success',
    atMs,
  });
  return { expiresAtMs };
}
