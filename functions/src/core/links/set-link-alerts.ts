import type { CallableRequest } from '@pacs/shared/callables';
import { AppError } from '@pacs/shared/errors';
import { possibleAlerts } from '@pacs/shared/link-documents';
import type { Clock } from '../ports.ts';
import { alertDueMs } from './alerts.ts';
import type { LinkStore } from './link-ports.ts';

/** What cannot happen any more is not promised. Errors: not-found, also for what was revoked or has ended. */
export async function setLinkAlerts(
  ports: { links: LinkStore; clock: Clock },
  ownerUid: string,
  { linkId, alerts: asked }: CallableRequest<'setLinkAlerts'>,
): Promise<void> {
  const link = await ports.links.get(linkId);
  const atMs = ports.clock.now();
  if (link?.ownerUid !== ownerUid || link.revokedAtMs !== undefined || link.expiresAtMs <= atMs)
    throw new AppError('not-found');
  const alerts = possibleAlerts(link).filter((one) => asked.includes(one));
  await ports.links.setAlerts(linkId, alerts, alertDueMs({ ...link, alerts }), {
    ownerUid,
    studyId: link.studyId,
    action: 'link-alerts-set',
    actor: { kind: 'owner', uid: ownerUid },
    outcome: 'success',
    atMs,
  });
}
