/** What the owner of a link is told of what happens to it, in the app and by mail. */
import type { LinkDocument } from '@pacs/shared/link-documents';
import { limits } from '@pacs/shared/limits';
import { type LinkAlert, OutboxDocument } from '@pacs/shared/messages';
import { alertMail } from '../mail/alert-mail.ts';
import type { Accounts, LinkStore, Told } from './link-ports.ts';

export interface TellPorts {
  accounts: Accounts;
  /** Where the app is, without a slash at the end. */
  webOrigin: string;
}

/** How often each can happen is in its id: an opening is the first once, a lock once a round, an end once. */
const alertIds: Record<LinkAlert, (linkId: string, link: LinkDocument) => string> = {
  opened: (linkId) => `opened-${linkId}`,
  locked: (linkId, { passcode }) => `locked-${linkId}-${String(passcode?.round ?? 0)}`,
  unopened: (linkId, { expiresAtMs }) => `unopened-${linkId}-${String(expiresAtMs)}`,
};

/** undefined where the owner does not want to be told of it. */
export async function toldOf(
  { accounts, webOrigin }: TellPorts,
  what: LinkAlert,
  { linkId, link }: { linkId: string; link: LinkDocument },
  atMs: number,
): Promise<Told | undefined> {
  if (link.alerts?.includes(what) !== true) return undefined;
  const { ownerUid, studyId } = link;
  // An opening does not fail with what would tell its owner by one more way.
  const to = await accounts.emailOf(ownerUid).catch(() => undefined);
  // Nor with an address that no mail can be sent to.
  const mail = OutboxDocument.safeParse({
    to,
    message: alertMail(what, { madeAtMs: link.createdAtMs, atMs, webOrigin }),
    ownerUid,
    linkId,
    createdAtMs: atMs,
    expiresAtMs: atMs + limits.mailMaxAgeMs,
  });
  return {
    alertId: alertIds[what](linkId, link),
    alert: { ownerUid, studyId, linkId, what, atMs },
    ...(mail.success && { mail: mail.data }),
  };
}

/** When it will have to be told that nobody has opened it; undefined: never, as things are. */
export const alertDueMs = ({
  alerts,
  opens,
  revokedAtMs,
  expiresAtMs,
}: Pick<LinkDocument, 'alerts' | 'opens' | 'revokedAtMs' | 'expiresAtMs'>): number | undefined =>
  alerts?.includes('unopened') === true && opens === 0 && revokedAtMs === undefined ? expiresAtMs : undefined;

/** Once its end has come and nobody has opened it. */
export async function tellUnopened(
  ports: TellPorts & { links: LinkStore },
  linkId: string,
  nowMs: number,
): Promise<void> {
  const link = await ports.links.get(linkId);
  if (link?.alertDueMs === undefined || link.alertDueMs > nowMs) return;
  const isOver = link.expiresAtMs <= nowMs && link.revokedAtMs === undefined;
  const told = isOver ? await toldOf(ports, 'unopened', { linkId, link }, nowMs) : undefined;
  await ports.links.tellUnopened(linkId, link.alertDueMs, told);
}
