/** Requests of people about data of theirs (GDPR Art. 12 and 15 to 21): what is asked, how it goes on, and until when. */
import { z } from 'zod';
import { languageIds } from './languages.ts';
import { limits } from './limits.ts';
import { plainWords } from './plain-words.ts';

const ms = z.int().min(0);
const id = z.string().regex(/^[A-Za-z0-9_-]{1,128}$/);

export const rightKinds = [
  'access',
  'rectification',
  'erasure',
  'restriction',
  'portability',
  'objection',
] as const;
export type RightKind = (typeof rightKinds)[number];

/** Who asks: a patient or somebody for them, somebody with an account here, anybody else. */
export const rightRoles = ['patient', 'user', 'other'] as const;
export type RightRole = (typeof rightRoles)[number];

/** How it came: by the form, or by another way and entered by an operator. */
export const rightChannels = ['form', 'letter', 'telephone', 'other'] as const;
export type RightChannel = (typeof rightChannels)[number];

const openStates = ['received', 'in-work', 'waiting', 'extended'] as const;
export const rightStates = [...openStates, 'answered', 'refused'] as const;
export type RightState = (typeof rightStates)[number];

/** As it is kept and sent: one form of a letter may be longer than another, and what is not seen is nothing. */
const line = (max: number) => z.string().overwrite(plainWords).trim().min(1).max(max);

/** What the form sends. */
export const AskRightRequest = z.strictObject({
  kind: z.enum(rightKinds),
  role: z.enum(rightRoles),
  name: line(limits.rightsNameMax),
  email: z.email().max(254),
  words: line(limits.rightsWordsMax),
  language: z.enum(languageIds),
});
export type AskRightRequest = z.infer<typeof AskRightRequest>;

const token = z.string().regex(/^[A-Za-z0-9_-]{20,64}$/);
export const ConfirmRightRequest = z.strictObject({ token });
/** The number that stands in every message about it, and the day by which it is answered. */
export const ConfirmRightAnswer = z.object({ requestId: id, dueAtMs: ms });
export type ConfirmRightAnswer = z.infer<typeof ConfirmRightAnswer>;
export const ReplyRightRequest = z.strictObject({ token, words: line(limits.rightsWordsMax) });

/** What came by another way than the form. The day it came counts, whenever it is entered. */
export const EnterRightRequest = z
  .strictObject({
    kind: z.enum(rightKinds),
    role: z.enum(rightRoles),
    channel: z.enum(rightChannels).exclude(['form']),
    receivedAtMs: ms,
    name: line(limits.rightsNameMax),
    /** As the person has given it: nobody has confirmed it. Without one, letters are the operator's to send. */
    email: z.email().max(254).optional(),
    /** Where else they are reached: a postal address, a telephone number. */
    contact: line(limits.rightsContactMax).optional(),
    words: line(limits.rightsLetterMax),
    language: z.enum(languageIds),
  })
  .refine(({ email, contact }) => email !== undefined || contact !== undefined, { path: ['contact'] });
export type EnterRightRequest = z.infer<typeof EnterRightRequest>;

/** `rightsTokens/{sha256 of the token, hex}`: what a mailed address may do. The token is in the mail alone. */
export const RightsTokenDocument = z.discriminatedUnion('what', [
  z.object({ what: z.literal('confirm'), asked: AskRightRequest, expiresAtMs: ms }),
  z.object({ what: z.literal('reply'), requestId: id, expiresAtMs: ms }),
]);
export type RightsTokenDocument = z.infer<typeof RightsTokenDocument>;

/** `rightsRequests/{requestId}`: the queue. It names nobody: who asked and what was written lies below it. */
export const RightsRequestDocument = z.object({
  kind: z.enum(rightKinds),
  role: z.enum(rightRoles),
  channel: z.enum(rightChannels),
  state: z.enum(rightStates),
  isOpen: z.boolean(),
  /** The person has written since an operator last did something. */
  hasNews: z.boolean(),
  /** When the law's time began: the form was confirmed, the letter came. */
  receivedAtMs: ms,
  dueAtMs: ms,
  /** When the operator is reminded next; absent: not again. */
  remindAtMs: ms.optional(),
  /** Once, and told before the first day due. */
  extendedAtMs: ms.optional(),
  closedAtMs: ms.optional(),
  /** From closing on: when all of it is removed. */
  removeAtMs: ms.optional(),
  /** Number of its entries. */
  rev: z.int().min(1),
});
export type RightsRequestDocument = z.infer<typeof RightsRequestDocument>;

/** `rightsRequests/{requestId}/private/person`. */
export const RightsPersonDocument = z.object({
  name: z.string(),
  email: z.string().optional(),
  contact: z.string().optional(),
  language: z.enum(languageIds),
});
export type RightsPersonDocument = z.infer<typeof RightsPersonDocument>;

/** What an operator can do with a request that is open. */
export const rightSteps = ['take', 'note', 'write', 'ask', 'extend', 'answer', 'refuse'] as const;
export type RightStep = (typeof rightSteps)[number];

/** `rightsRequests/{requestId}/entries/{rev}`: all that was written and done, in order. */
export const RightsEntryDocument = z.object({
  atMs: ms,
  by: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('person') }),
    z.object({ kind: z.literal('operator'), uid: z.string() }),
  ]),
  what: z.enum(['received', 'entered', 'replied', ...rightSteps]),
  words: z.string().max(limits.rightsLetterMax),
  /** The message that has brought it to the person. */
  mailId: z.string().optional(),
});
export type RightsEntryDocument = z.infer<typeof RightsEntryDocument>;

const words = line(limits.rightsLetterMax);
export const RightStepRequest = z.discriminatedUnion('step', [
  z.object({ step: z.literal('take') }),
  /** For operators alone. */
  z.object({ step: z.literal('note'), words }),
  z.object({ step: z.literal('write'), words }),
  /** As `write`; what comes next is the person's answer. */
  z.object({ step: z.literal('ask'), words }),
  z.object({ step: z.literal('extend'), words, days: z.int().min(1).max(limits.rightsExtensionDays) }),
  z.object({ step: z.literal('answer'), words }),
  z.object({ step: z.literal('refuse'), words }),
]);
export type RightStepRequest = z.infer<typeof RightStepRequest>;

/** Art. 12(3): one extension, and the person has to be told of it within the first month. */
export const mayExtend = (
  { isOpen, extendedAtMs, dueAtMs }: Pick<RightsRequestDocument, 'isOpen' | 'extendedAtMs' | 'dueAtMs'>,
  nowMs: number,
) => isOpen && extendedAtMs === undefined && nowMs <= dueAtMs;

export const maySteps = (
  request: Pick<RightsRequestDocument, 'isOpen' | 'state' | 'extendedAtMs' | 'dueAtMs'>,
  nowMs: number,
): RightStep[] =>
  request.isOpen
    ? rightSteps.filter(
        (step) =>
          (step !== 'take' || request.state !== 'in-work') &&
          (step !== 'extend' || mayExtend(request, nowMs)),
      )
    : [];

/** A week before the day, and a day before it; undefined where both have passed. */
export const reminderAfter = (dueAtMs: number, nowMs: number): number | undefined =>
  limits.rightsRemindMs.map((before) => dueAtMs - before).find((atMs) => atMs > nowMs);

/** Open, and its day has passed. */
export const isOverdue = ({ isOpen, dueAtMs }: RightsRequestDocument, nowMs: number) =>
  isOpen && dueAtMs < nowMs;
