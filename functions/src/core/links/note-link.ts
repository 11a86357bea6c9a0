import type { CallableRequest } from '@pacs/shared/callables';
import { AppError } from '@pacs/shared/errors';
import type { Clock } from '../ports.ts';
import type { LinkStore } from './link-ports.ts';

/** Also beside what has expired or was revoked. Errors: not-found. */
export async function noteLink(
  ports: { links: LinkStore; clock: Clock },
  ownerUid: string,
  { linkId, note }: CallableRequest<'noteLink'>,
): Promise<void> {
  const link = await ports.links.get(linkId);
  if (link?.ownerUid !== ownerUid) throw new AppError('not-found');
  await ports.links.note(linkId, note.trim(), {
    ownerUid,
    studyId: link.studyId,
    action: 'link-noted',
    actor: { kind: 'owner', uid: ownerUid },
    outcome: 'success',
    atMs: ports.clock.now(),
  });
}
