import type { CallableRequest } from '@pacs/shared/callables';
import type { LinkDocument } from '@pacs/shared/link-documents';
import { AppError } from '@pacs/shared/errors';
import type { Clock } from '../ports.ts';
import type { LinkStore } from './link-ports.ts';

/** Idempotent. Errors: not-found. */
export async function revokeLink(
  ports: { links: LinkStore; clock: Clock },
  ownerUid: string,
  { linkId }: CallableRequest<'revokeLink'>,
): Promise<void> {
  const link = await ports.links.get(linkId);
  if (link?.ownerUid !== ownerUid) throw new AppError('not-found');
  if (link.revokedAtMs === undefined) await revoke(ports, linkId, link);
}

const atOnce = 20;

/** Every live link of the owner, or of one of their studies. Says how many. */
export async function revokeLinks(
  ports: { links: LinkStore; clock: Clock },
  ownerUid: string,
  { studyId }: CallableRequest<'revokeLinks'>,
): Promise<{ revoked: number }> {
  const nowMs = ports.clock.now();
  const live = (await ports.links.ofOwner(ownerUid, studyId)).filter(
    ({ link }) => link.revokedAtMs === undefined && nowMs < link.expiresAtMs,
  );
  for (let at = 0; at < live.length; at += atOnce)
    await Promise.all(live.slice(at, at + atOnce).map(({ linkId, link }) => revoke(ports, linkId, link)));
  return { revoked: live.length };
}

async function revoke(
  ports: { links: LinkStore; clock: Clock },
  linkId: string,
  { ownerUid, studyId }: LinkDocument,
): Promise<void> {
  const atMs = ports.clock.now();
  await ports.links.revoke(linkId, atMs, {
    ownerUid,
    studyId,
    action: 'link-revoked',
    actor: { kind: 'owner', uid: ownerUid },
    outcome: 'success',
    atMs,
  });
}
