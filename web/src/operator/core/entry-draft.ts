/** A request that an operator enters, as it is being written. */
import type { Language } from '@pacs/shared/languages';
import {
  EnterRightRequest,
  type RightChannel,
  type RightKind,
  type RightRole,
  rightChannels,
} from '@pacs/shared/rights';

export interface EntryDraft {
  channel: Exclude<RightChannel, 'form'>;
  /** YYYY-MM-DD, of this computer's calendar. */
  day: string;
  kind: RightKind;
  role: RightRole;
  name: string;
  email: string;
  contact: string;
  language: Language;
  words: string;
}

export const enteredChannels = rightChannels.filter((channel) => channel !== 'form');

const pad = (value: number) => String(value).padStart(2, '0');
export const dayOf = (nowMs: number): string => {
  const now = new Date(nowMs);
  return `${String(now.getFullYear())}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
};

export const emptyEntry = (nowMs: number): EntryDraft => ({
  channel: 'letter',
  day: dayOf(nowMs),
  kind: 'access',
  role: 'patient',
  name: '',
  email: '',
  contact: '',
  language: 'en',
  words: '',
});

/** The day's beginning, so that the time which the law gives is counted from all of it; undefined where it is none. */
function beginningOf(day: string, nowMs: number): number | undefined {
  const atMs = /^\d{4}-\d\d-\d\d$/.test(day) ? new Date(`${day}T00:00`).getTime() : NaN;
  return atMs <= nowMs ? atMs : undefined;
}

const problems = {
  receivedAtMs: 'A day that is not ahead.',
  name: 'The name is missing.',
  email: 'This is no e-mail address.',
  contact: 'An e-mail address or another way to reach them.',
  words: 'What they ask for is missing.',
} as const;
type Field = keyof typeof problems;
export type EntryProblems = Partial<Record<Field, string>>;

/** As it is sent, or what has to be put right. */
export function readEntry(
  { day, email, contact, ...draft }: EntryDraft,
  nowMs: number,
): { entered: EnterRightRequest } | { wrong: EntryProblems } {
  const read = EnterRightRequest.safeParse({
    ...draft,
    receivedAtMs: beginningOf(day, nowMs),
    // Left out where they are empty: what is undefined would reach the function as null.
    ...(email.trim() !== '' && { email: email.trim() }),
    ...(contact.trim() !== '' && { contact: contact.trim() }),
  });
  if (read.success) return { entered: read.data };
  const wrong: EntryProblems = {};
  const fields = new Set(read.error.issues.map(({ path }) => path[0]));
  // What a request needs as a whole is looked at by the schema once its fields are right.
  if (email.trim() === '' && contact.trim() === '') fields.add('contact');
  for (const field of Object.keys(problems) as Field[]) if (fields.has(field)) wrong[field] = problems[field];
  return { wrong };
}
