import { plainWords } from '@pacs/shared/callables';
import { AppError } from '@pacs/shared/errors';
import { limits } from '@pacs/shared/limits';
import { OutboxDocument } from '@pacs/shared/messages';
import { type ConfirmRightAnswer, type EnterRightRequest, reminderAfter } from '@pacs/shared/rights';
import { receivedMail } from '../mail/rights-mail.ts';
import { letterTo } from './letters.ts';
import { newRequestId } from './request-id.ts';
import { rightsEvent } from './rights-event.ts';
import type { RightsPorts } from './rights-ports.ts';

/**
 * A request that came by another way than the form. Its time runs from the day it came; its person is told by mail
 * where there is an address. Errors: invalid-argument.
 */
export async function enterRequest(
  { rights, clock, random }: RightsPorts,
  operatorUid: string,
  entered: EnterRightRequest,
): Promise<ConfirmRightAnswer> {
  const { kind, role, channel, receivedAtMs, name, email, contact, words, language } = entered;
  const atMs = clock.now();
  if (receivedAtMs > atMs || receivedAtMs < atMs - limits.rightsEnteredAfterMs)
    throw new AppError('invalid-argument');
  if (email !== undefined && !OutboxDocument.shape.to.safeParse(email).success)
    throw new AppError('invalid-argument');
  const requestId = newRequestId(random);
  const dueAtMs = receivedAtMs + limits.rightsAnswerMs;
  const remindAtMs = reminderAfter(dueAtMs, atMs);
  const receipt =
    email === undefined
      ? undefined
      : letterTo(
          random,
          email,
          receivedMail(language, { kind, requestId, dueAtMs }),
          atMs,
          limits.rightsMailMaxAgeMs,
        );
  const actor = { kind: 'operator', uid: operatorUid } as const;
  await rights.enter(
    {
      requestId,
      request: {
        kind,
        role,
        channel,
        state: 'received',
        isOpen: true,
        hasNews: false,
        receivedAtMs,
        dueAtMs,
        ...(remindAtMs !== undefined && { remindAtMs }),
        rev: 1,
      },
      person: {
        name: plainWords(name),
        language,
        ...(email !== undefined && { email }),
        ...(contact !== undefined && { contact: plainWords(contact) }),
      },
      entry: {
        atMs,
        by: actor,
        what: 'entered',
        words: plainWords(words),
        ...(receipt && { mailId: receipt.mailId }),
      },
    },
    receipt ? [receipt] : [],
    rightsEvent('rights-entered', requestId, actor, atMs),
  );
  return { requestId, dueAtMs };
}
