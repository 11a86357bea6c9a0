import type { CallableRequest, CallableResponse } from '@pacs/shared/callables';
import { AppError } from '@pacs/shared/errors';
import type { Clock, LinkStore } from '../ports.ts';
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
  await ports.links.extend(linkId, expiresAtMs, {
    ownerUid,
    studyId: link.studyId,
    action: 'link-extended',
    actor: { kind: 'owner', uid: ownerUid },
    outcome: 'success',
    atMs,
  });
  return { expiresAtMs };
}
