import type { CallableRequest } from '@pacs/shared/callables';
import { AppError } from '@pacs/shared/errors';
import type { Clock, LinkStore } from '../ports.ts';

/** Idempotent. Errors: not-found. */
export async function revokeLink(
  ports: { links: LinkStore; clock: Clock },
  ownerUid: string,
  { linkId }: CallableRequest<'revokeLink'>,
): Promise<void> {
  const link = await ports.links.get(linkId);
  if (link?.ownerUid !== ownerUid) throw new AppError('not-found');
  if (link.revokedAtMs !== undefined) return;
  const atMs = ports.clock.now();
  await ports.links.revoke(linkId, atMs, {
    ownerUid,
    studyId: link.studyId,
    action: 'link-revoked',
    actor: { kind: 'owner', uid: ownerUid },
    outcome: 'success',
    atMs,
  });
}
