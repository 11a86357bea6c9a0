import { AppError } from '@pacs/shared/errors';
import { limits } from '@pacs/shared/limits';
import { OutboxDocument } from '@pacs/shared/messages';
import type { AskRightRequest } from '@pacs/shared/rights';
import { sha256Hex } from '../identity.ts';
import { confirmMail } from '../mail/rights-mail.ts';
import { newToken } from '../tokens.ts';
import { letterTo } from './letters.ts';
import type { RightsPorts } from './rights-ports.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/**
 * Keeps what is asked until its sender has confirmed the address. The message holds nothing that was typed: whoever
 * writes a stranger's address here sends them our own words alone. A mailbox that has got as many messages as it may
 * answers as any other. Errors: invalid-argument, too-many-requests.
 */
export async function askRight(ports: RightsPorts, asked: AskRightRequest, address: string): Promise<void> {
  const { rights, rates, clock, random, webOrigin } = ports;
  const nowMs = clock.now();
  if (!OutboxDocument.shape.to.safeParse(asked.email).success) throw new AppError('invalid-argument');
  if (!(await rates.take(`rights-from ${address}`, limits.rightsAsksPerHourPerAddress, hourMs, nowMs)))
    throw new AppError('too-many-requests');
  if (!(await rates.take('rights', limits.rightsAsksPerDay, dayMs, nowMs)))
    throw new AppError('too-many-requests');
  const mailbox = asked.email.toLowerCase();
  if (!(await rates.take(`rights-to ${mailbox}`, limits.rightsAsksPerDayPerMailbox, dayMs, nowMs))) return;
  const token = newToken(random);
  const message = confirmMail(asked.language, {
    kind: asked.kind,
    address: `${webOrigin}/rights/confirm#${token}`,
    untilMs: nowMs + limits.rightsConfirmMs,
  });
  await rights.pend(
    {
      tokenId: sha256Hex(token),
      token: {
        what: 'confirm',
        asked,
        expiresAtMs: nowMs + limits.rightsConfirmMs,
      },
    },
    letterTo(random, asked.email, message, nowMs, limits.rightsConfirmMs),
  );
}
