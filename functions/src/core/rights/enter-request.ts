import { AppError } from '@pacs/shared/errors';
import { limits } from '@pacs/shared/limits';
import { OutboxDocument } from '@pacs/shared/messages';
import type { ConfirmRightAnswer, EnterRightRequest } from '@pacs/shared/rights';
import { beginRequest } from './begin-request.ts';
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
  const actor = { kind: 'operator', uid: operatorUid } as const;
  const begun = beginRequest(
    random,
    { kind, role, channel, hasNews: false, receivedAtMs },
    {
      name,
      language,
      ...(email !== undefined && { email }),
      ...(contact !== undefined && { contact }),
    },
    { atMs, by: actor, what: 'entered', words },
  );
  const { requestId, request } = begun;
  await rights.enter(begun, rightsEvent('rights-entered', requestId, actor, atMs));
  return { requestId, dueAtMs: request.dueAtMs };
}
