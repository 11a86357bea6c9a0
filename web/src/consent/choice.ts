/** The stored choice, read without the library that writes it: pure, so that a page with a choice loads nothing more. */
import { consentRevision } from '@pacs/shared/consent';
import { z } from 'zod';

/** The key in localStorage. Clearing it asks again. */
export const consentKey = 'tracking-consent';

/** What vanilla-cookieconsent 3 writes, as far as it is used here; `data` is ours. Times are ISO. */
const StoredChoice = z.object({
  categories: z.array(z.string()),
  revision: z.literal(consentRevision),
  expirationTime: z.number(),
  consentId: z.string(),
  /** Another with every choice. */
  lastConsentTimestamp: z.iso.datetime(),
  languageCode: z.string().optional(),
  /** Which choice, by its time, was made under Global Privacy Control, and which has been recorded as proof. */
  data: z
    .object({ underSignal: z.string().optional(), recorded: z.string().optional() })
    .nullish()
    .catch(undefined),
});
export type StoredChoice = z.infer<typeof StoredChoice>;

export type Choice =
  | { made: false }
  /** `by` the browser: its Global Privacy Control, until the visitor chooses. */
  | { made: true; by: 'visitor' | 'browser'; analytics: boolean; advertising: boolean };

const refusedByBrowser: Choice = { made: true, by: 'browser', analytics: false, advertising: false };

export const allowsSomething = ({ categories }: StoredChoice): boolean =>
  categories.includes('analytics') || categories.includes('advertising');

export const isUnderSignal = ({ data, lastConsentTimestamp }: StoredChoice): boolean =>
  data?.underSignal === lastConsentTimestamp;

export const isRecorded = ({ data, lastConsentTimestamp }: StoredChoice): boolean =>
  data?.recorded === lastConsentTimestamp;

/** undefined: missing, unreadable, of an older revision or expired. */
export function parseStored(stored: string | null, nowMs: number): StoredChoice | undefined {
  if (stored === null) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(stored);
  } catch {
    return undefined;
  }
  const choice = StoredChoice.safeParse(value).data;
  return choice === undefined || choice.expirationTime <= nowMs ? undefined : choice;
}

/** `signal`: the browser sends Global Privacy Control. A yes from before it did is over. */
export function choiceOf(stored: StoredChoice | undefined, signal: boolean): Choice {
  if (stored === undefined) return signal ? refusedByBrowser : { made: false };
  if (signal && allowsSomething(stored) && !isUnderSignal(stored)) return refusedByBrowser;
  return {
    made: true,
    by: 'visitor',
    analytics: stored.categories.includes('analytics'),
    advertising: stored.categories.includes('advertising'),
  };
}

/** The stored text with a mark for the choice of this time; as it is where that is not the present one. */
export function withMark(
  stored: string,
  mark: 'underSignal' | 'recorded',
  { lastConsentTimestamp }: StoredChoice,
  nowMs: number,
): string {
  const present = parseStored(stored, nowMs);
  if (present?.lastConsentTimestamp !== lastConsentTimestamp) return stored;
  const value = JSON.parse(stored) as object;
  return JSON.stringify({ ...value, data: { ...present.data, [mark]: lastConsentTimestamp } });
}
