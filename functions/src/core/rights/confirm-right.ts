import { AppError } from '@pacs/shared/errors';
import { limits } from '@pacs/shared/limits';
import type { ConfirmRightAnswer, RightsTokenDocument } from '@pacs/shared/rights';
import { sha256Hex } from '../identity.ts';
import { toldOperatorMail } from '../mail/rights-mail.ts';
import { beginRequest } from './begin-request.ts';
import { rightsEvent } from './rights-event.ts';
import { letterTo } from './letters.ts';
import type { RightsPorts } from './rights-ports.ts';

const hourMs = 3_600_000;

/** What a mailed token still stands for. Errors: not-found, too-many-requests. */
export async function tokenOf<W extends RightsTokenDocument['what']>(
  { rights, rates, clock }: RightsPorts,
  token: string,
  what: W,
  address: string,
): Promise<{ tokenId: string; found: Extract<RightsTokenDocument, { what: W }> }> {
  const nowMs = clock.now();
  const most = limits.rightsTokensPerHourPerAddress;
  if (!(await rates.take(`rights-token ${address}`, most, hourMs, nowMs)))
    throw new AppError('too-many-requests');
  const tokenId = sha256Hex(token);
  const found = await rights.token(tokenId);
  if (found?.what !== what || found.expiresAtMs <= nowMs) throw new AppError('not-found');
  return { tokenId, found: found as Extract<RightsTokenDocument, { what: W }> };
}

/** From here on the law's time runs. Errors: not-found, also for what is confirmed already; too-many-requests. */
export async function confirmRight(
  ports: RightsPorts,
  token: string,
  address: string,
): Promise<ConfirmRightAnswer> {
  const { rights, clock, random, webOrigin, operatorEmail } = ports;
  const { tokenId, found } = await tokenOf(ports, token, 'confirm', address);
  const { kind, role, name, email, language, words } = found.asked;
  const atMs = clock.now();
  const begun = beginRequest(
    random,
    { kind, role, channel: 'form', hasNews: true, receivedAtMs: atMs },
    { name, email, language },
    { atMs, by: { kind: 'person' }, what: 'received', words },
  );
  const { requestId, letters } = begun;
  const { dueAtMs } = begun.request;
  const toOperator = () =>
    letterTo(random, operatorEmail, toldOperatorMail({ kind, requestId, dueAtMs, webOrigin }), atMs);
  const written = await rights.confirm(
    tokenId,
    { ...begun, letters: operatorEmail === '' ? letters : [...letters, toOperator()] },
    rightsEvent('rights-received', requestId, { kind: 'system' }, atMs),
  );
  if (written === 'conflict') throw new AppError('not-found');
  return { requestId, dueAtMs };
}
