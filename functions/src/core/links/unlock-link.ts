import type { CallableRequest } from '@pacs/shared/callables';
import { AppError } from '@pacs/shared/errors';
import type { Clock } from '../ports.ts';
import type { LinkStore } from './link-ports.ts';

/** Idempotent. Errors: not-found. */
export async function unlockLink(
  ports: { links: LinkStore; clock: Clock },
  ownerUid: string,
  { linkId }: CallableRequest<'unlockLink'>,
): Promise<void> {
  const link = await ports.links.get(linkId);
  if (link?.ownerUid !== ownerUid) throw new AppError('not-found');
  await ports.links.unlock(linkId, {
    ownerUid,
    studyId: link.studyId,
    action: 'link-unlocked',
    actor: { kind: 'owner', uid: ownerUid },
    outcome: 'success',
    atMs: ports.clock.now(),
  });
}
