import type { CallableRequest } from '@pacs/shared/callables';
import { AppError } from '@pacs/shared/errors';
import { limits } from '@pacs/shared/limits';
import type { operatorActions } from '@pacs/shared/operator';
import { keptDays } from '@pacs/shared/retention';
import {
  type RightStep,
  type RightStepRequest,
  type RightsPersonDocument,
  type RightsRequestDocument,
  maySteps,
  reminderAfter,
} from '@pacs/shared/rights';
import { sha256Hex } from '../identity.ts';
import { stepMail } from '../mail/rights-mail.ts';
import { newToken } from '../tokens.ts';
import { letterTo } from './letters.ts';
import { rightsEvent } from './rights-event.ts';
import type { Letter, RightsPorts, RightsToken } from './rights-ports.ts';

const dayMs = 24 * 3_600_000;

const actions: Record<RightStep, (typeof operatorActions)[number]> = {
  take: 'rights-taken',
  note: 'rights-noted',
  write: 'rights-written',
  ask: 'rights-asked',
  extend: 'rights-extended',
  answer: 'rights-answered',
  refuse: 'rights-refused',
};

/** One step of an operator. Errors: not-found; conflict, where it is not as they saw it or the step is none of it now. */
export async function stepRequest(
  ports: RightsPorts,
  operatorUid: string,
  { requestId, seen, step }: CallableRequest<'stepRightsRequest'>,
): Promise<void> {
  const { rights, clock } = ports;
  const [request, person] = await Promise.all([rights.get(requestId), rights.person(requestId)]);
  if (!request || !person) throw new AppError('not-found');
  const atMs = clock.now();
  if (request.rev !== seen || !maySteps(request, atMs).includes(step.step)) throw new AppError('conflict');
  const isClosing = step.step === 'answer' || step.step === 'refuse';
  if (request.rev >= limits.rightsEntriesMax && !isClosing) throw new AppError('too-many-requests');
  const words = 'words' in step ? step.words : '';
  const next = after(request, step, atMs);
  const sent = mailOf(ports, step.step, { requestId, request: next, person, words }, atMs);
  const written = await rights.change({
    requestId,
    seen,
    request: next,
    entry: {
      atMs,
      by: { kind: 'operator', uid: operatorUid },
      what: step.step,
      words,
      ...(sent && { mailId: sent.letter.mailId }),
    },
    letter: sent?.letter,
    reply: sent?.reply,
    audit: rightsEvent(actions[step.step], requestId, { kind: 'operator', uid: operatorUid }, atMs),
  });
  if (written === 'conflict') throw new AppError('conflict');
}

function after(request: RightsRequestDocument, step: RightStepRequest, atMs: number): RightsRequestDocument {
  const next = { ...request, hasNews: false, rev: request.rev + 1 };
  const { remindAtMs: _reminder, ...unreminded } = next;
  const closed = { isOpen: false, closedAtMs: atMs, removeAtMs: atMs + keptDays.rightsRequests * dayMs };
  switch (step.step) {
    case 'take':
      return { ...next, state: 'in-work' };
    case 'note':
      return next;
    case 'write':
      return { ...next, state: request.state === 'received' ? 'in-work' : request.state };
    case 'ask':
      return { ...next, state: 'waiting' };
    case 'extend': {
      const dueAtMs = request.dueAtMs + step.days * dayMs;
      const remindAtMs = reminderAfter(dueAtMs, atMs);
      return {
        ...unreminded,
        state: 'extended',
        extendedAtMs: atMs,
        dueAtMs,
        ...(remindAtMs !== undefined && { remindAtMs }),
      };
    }
    case 'answer':
      return { ...unreminded, state: 'answered', ...closed };
    case 'refuse':
      return { ...unreminded, state: 'refused', ...closed };
  }
}

/** Nothing where the person has no mailbox. Letters about what is open bring an address to answer by, a new one each. */
function mailOf(
  { random, webOrigin }: RightsPorts,
  step: RightStep,
  about: {
    requestId: string;
    request: RightsRequestDocument;
    person: RightsPersonDocument;
    words: string;
  },
  atMs: number,
): { letter: Letter; reply: RightsToken | undefined } | undefined {
  const { requestId, request, person, words } = about;
  if (step === 'take' || step === 'note' || person.email === undefined) return undefined;
  const token = request.isOpen ? newToken(random) : undefined;
  const message = stepMail(person.language, step, {
    kind: request.kind,
    requestId,
    dueAtMs: request.dueAtMs,
    words,
    replyAddress: token === undefined ? undefined : `${webOrigin}/rights/reply#${token}`,
    policyAddress: `${webOrigin}/privacy`,
  });
  return {
    letter: letterTo(random, person.email, message, atMs),
    reply:
      token === undefined
        ? undefined
        : {
            tokenId: sha256Hex(token),
            token: { what: 'reply', requestId, expiresAtMs: atMs + limits.rightsReplyMs },
          },
  };
}
