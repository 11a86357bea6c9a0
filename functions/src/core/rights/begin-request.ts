import { limits } from '@pacs/shared/limits';
import {
  type RightsEntryDocument,
  type RightsPersonDocument,
  type RightsRequestDocument,
  reminderAfter,
} from '@pacs/shared/rights';
import { receivedMail } from '../mail/rights-mail.ts';
import type { Random } from '../ports.ts';
import { letterTo } from './letters.ts';
import { newRequestId } from './request-id.ts';
import type { NewRequest } from './rights-ports.ts';

type Asked = Pick<RightsRequestDocument, 'kind' | 'role' | 'channel' | 'hasNews' | 'receivedAtMs'>;

/** A request with its first entry; its person is told its number and day where there is a mailbox. */
export function beginRequest(
  random: Random,
  asked: Asked,
  person: RightsPersonDocument,
  entry: RightsEntryDocument,
): NewRequest {
  const requestId = newRequestId(random);
  const { kind, receivedAtMs } = asked;
  const { email, language } = person;
  const dueAtMs = receivedAtMs + limits.rightsAnswerMs;
  const remindAtMs = reminderAfter(dueAtMs, entry.atMs);
  const receipt =
    email === undefined
      ? undefined
      : letterTo(random, email, receivedMail(language, { kind, requestId, dueAtMs }), entry.atMs);
  return {
    requestId,
    request: {
      ...asked,
      state: 'received',
      isOpen: true,
      dueAtMs,
      ...(remindAtMs !== undefined && { remindAtMs }),
      rev: 1,
    },
    person,
    entry: { ...entry, ...(receipt && { mailId: receipt.mailId }) },
    letters: receipt ? [receipt] : [],
  };
}
