/** Letters about people's requests. What operators write stands in them as text; what a stranger typed never does. */
import type { Language } from '@pacs/shared/languages';
import type { RightKind, RightStep } from '@pacs/shared/rights';
import { type Message, type Part, formatUtc, messageOf } from './message.ts';
import { type RightsWords, rightsWords } from './rights-words.ts';

const dayUtc = (ms: number, language: Language) =>
  new Date(ms).toLocaleDateString(language, { dateStyle: 'long', timeZone: 'UTC' });

export function confirmMail(
  language: Language,
  { kind, address, untilMs }: { kind: RightKind; address: string; untilMs: number },
): Message {
  const { kinds, confirm } = rightsWords[language];
  return messageOf(language, confirm.subject, [
    confirm.lead(kinds[kind]),
    { address },
    confirm.until(formatUtc(untilMs, language)),
    confirm.notYou,
  ]);
}

interface Numbered {
  kind: RightKind;
  requestId: string;
  dueAtMs: number;
}

export function receivedMail(language: Language, { kind, requestId, dueAtMs }: Numbered): Message {
  const { kinds, received } = rightsWords[language];
  return messageOf(language, received.subject(requestId), [
    received.lead(kinds[kind], requestId, dayUtc(dueAtMs, language)),
  ]);
}

/** To the operator, in the app's own language: who asks, and what they write, is read in the app. */
export function toldOperatorMail({
  kind,
  requestId,
  dueAtMs,
  webOrigin,
}: Numbered & { webOrigin: string }): Message {
  return messageOf('en', `A request about personal data: ${requestId}`, [
    `A person has confirmed a request for ${rightsWords.en.kinds[kind]}. It has to be answered by ${dayUtc(dueAtMs, 'en')}.`,
    { address: `${webOrigin}/operator/requests/${requestId}` },
  ]);
}

/** To the operator, some time before the day. */
export function remindedMail({
  kind,
  requestId,
  dueAtMs,
  webOrigin,
}: Numbered & { webOrigin: string }): Message {
  return messageOf('en', `Due on ${dayUtc(dueAtMs, 'en')}: request ${requestId}`, [
    `A request for ${rightsWords.en.kinds[kind]} is still open. It has to be answered by ${dayUtc(dueAtMs, 'en')}.`,
    { address: `${webOrigin}/operator/requests/${requestId}` },
  ]);
}

type Written = Exclude<RightStep, 'take' | 'note'>;

const heads: Record<Written, (words: RightsWords, about: Said) => { subject: string; lead: string }> = {
  write: ({ letter }, { kind, id }) => ({ subject: letter.subject(id), lead: letter.lead(kind, id) }),
  ask: ({ asked, letter }, { kind, id }) => ({ subject: asked.subject(id), lead: letter.lead(kind, id) }),
  extend: ({ extended }, { kind, id, due }) => ({
    subject: extended.subject(id),
    lead: extended.lead(kind, id, due),
  }),
  answer: ({ answered, letter }, { kind, id }) => ({
    subject: answered.subject(id),
    lead: letter.lead(kind, id),
  }),
  refuse: ({ refused }, { kind, id }) => ({ subject: refused.subject(id), lead: refused.lead(kind, id) }),
};

interface Said {
  kind: string;
  id: string;
  due: string;
}

/** `replyAddress`: absent where the request is closed with it. */
export function stepMail(
  language: Language,
  step: Written,
  {
    kind,
    requestId,
    dueAtMs,
    words: written,
    replyAddress,
    policyAddress,
  }: Numbered & { words: string; replyAddress: string | undefined; policyAddress: string },
): Message {
  const words = rightsWords[language];
  const said = { kind: words.kinds[kind], id: requestId, due: dayUtc(dueAtMs, language) };
  const { subject, lead } = heads[step](words, said);
  const end: Part[] =
    replyAddress !== undefined
      ? [words.reply, { address: replyAddress }]
      : [step === 'refuse' ? words.complain : words.policy, { address: policyAddress }];
  return messageOf(language, subject, [lead, written, ...end]);
}
