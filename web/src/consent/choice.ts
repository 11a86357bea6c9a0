/** The stored choice, read without the library that writes it: pure, so that a page with a choice loads nothing more. */
import { z } from 'zod';

/** The key in localStorage. Clearing it asks again. */
export const consentKey = 'tracking-consent';

/** Raised when the purposes or what they cover change: everyone is asked again. */
export const consentRevision = 1;

/** What vanilla-cookieconsent 3 writes, as far as it is used here. */
const StoredChoice = z.object({
  categories: z.array(z.string()),
  revision: z.literal(consentRevision),
  expirationTime: z.number(),
});

export type Choice = { made: false } | { made: true; analytics: boolean; advertising: boolean };

export const choiceOf = (categories: readonly string[]): Choice => ({
  made: true,
  analytics: categories.includes('analytics'),
  advertising: categories.includes('advertising'),
});

/** Missing, unreadable, of an older revision or expired: not made. */
export function readChoice(stored: string | null, nowMs: number): Choice {
  if (stored === null) return { made: false };
  let value: unknown;
  try {
    value = JSON.parse(stored);
  } catch {
    return { made: false };
  }
  const result = StoredChoice.safeParse(value);
  if (!result.success || result.data.expirationTime <= nowMs) return { made: false };
  return choiceOf(result.data.categories);
}
