/** The choice in localStorage, where the browser has any: who blocks it is asked anew by every page. */
import { consentKey, parseStored, withMark, type StoredChoice } from './choice.ts';

/** null also where storage is blocked. */
function storedText(): string | null {
  try {
    return localStorage.getItem(consentKey);
  } catch {
    return null;
  }
}

export const storedChoice = (): StoredChoice | undefined => parseStored(storedText(), Date.now());

export function forgetChoice(): void {
  try {
    localStorage.removeItem(consentKey);
  } catch {
    // Blocked: there is nothing to forget.
  }
}

export function markStored(mark: 'underSignal' | 'recorded', choice: StoredChoice): void {
  const text = storedText();
  if (text === null) return;
  try {
    localStorage.setItem(consentKey, withMark(text, mark, choice, Date.now()));
  } catch {
    // Full or blocked: the mark is made again with the next page.
  }
}
