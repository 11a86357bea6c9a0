import type { CallableRequest, CallableResponse } from '@pacs/shared/callables';
import { AppError } from '@pacs/shared/errors';
import { limits } from '@pacs/shared/limits';
import { plainWords } from '@pacs/shared/plain-words';
import { sha256Hex } from '../identity.ts';
import { linkMail } from '../mail/link-mail.ts';
import type { Clock, Random } from '../ports.ts';
import { newName } from '../tokens.ts';
import type { Accounts, LinkStore, Mail } from './link-ports.ts';

export interface MailLinkPorts {
  links: LinkStore;
  accounts: Accounts;
  mail: Mail;
  clock: Clock;
  random: Random;
  webOrigin: string;
}

/**
 * A link that still opens, by its token. Errors: not-found, also for what was revoked or has ended;
 * email-not-verified; too-many-requests.
 */
export async function mailLink(
  ports: MailLinkPorts,
  ownerUid: string,
  { token, to, language, words = '' }: CallableRequest<'mailLink'>,
): Promise<CallableResponse<'mailLink'>> {
  const linkId = sha256Hex(token);
  const link = await ports.links.get(linkId);
  const atMs = ports.clock.now();
  if (link?.ownerUid !== ownerUid || link.revokedAtMs !== undefined || link.expiresAtMs <= atMs)
    throw new AppError('not-found');
  const sender = await ports.accounts.emailOf(ownerUid);
  if (sender === undefined) throw new AppError('email-not-verified');
  const mailId = newName(ports.random);
  const message = linkMail({
    language,
    sender,
    address: `${ports.webOrigin}/v#${token}`,
    expiresAtMs: link.expiresAtMs,
    asksPasscode: link.passcode !== undefined,
    typed: plainWords(words).trim(),
  });
  const sent = await ports.mail.sendLink(
    mailId,
    {
      to,
      replyTo: sender,
      message,
      ownerUid,
      linkId,
      createdAtMs: atMs,
      expiresAtMs: Math.min(link.expiresAtMs, atMs + limits.mailMaxAgeMs),
    },
    { perLink: limits.mailsPerLink, perDay: limits.mailsPerDay },
    {
      ownerUid,
      studyId: link.studyId,
      action: 'link-mailed',
      actor: { kind: 'owner', uid: ownerUid },
      outcome: 'success',
      atMs,
    },
  );
  if (sent === 'gone') throw new AppError('not-found');
  if (sent === 'too-many') throw new AppError('too-many-requests');
  return { mailId };
}
