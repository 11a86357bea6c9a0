/**
 * Consent for every page. `tracking-consent` in localStorage is the one truth: this reads it at start, when
 * another tab changes it, and when the page is looked at again (which finds it cleared by hand).
 */
import { setAnalyticsAllowed } from './analytics.ts';
import { consentKey, readChoice, type Choice } from './choice.ts';

/** Where the browser blocks storage, a choice lasts as long as the page. */
let chosen: Choice = { made: false };

function storedChoice(): Choice {
  try {
    return readChoice(localStorage.getItem(consentKey), Date.now());
  } catch {
    return chosen;
  }
}

const banner = () => import('./banner.ts');

let started = false;

function apply(choice: Choice): void {
  chosen = choice;
  setAnalyticsAllowed(choice.made && choice.analytics);
}

const sameChoice = (a: Choice, b: Choice): boolean =>
  a.made && b.made ? a.analytics === b.analytics && a.advertising === b.advertising : a.made === b.made;

async function follow(): Promise<void> {
  const stored = storedChoice();
  if (sameChoice(stored, chosen)) return;
  apply(stored);
  const { reloadBanner } = await banner();
  await reloadBanner(apply);
}

/** Shows the banner where no choice has been made, else loads nothing. Safe to call more than once. */
export async function startConsent(): Promise<void> {
  if (started) return;
  started = true;
  apply(storedChoice());
  const again = () => void follow();
  window.addEventListener('storage', (event) => {
    if (event.key === consentKey || event.key === null) again();
  });
  document.addEventListener('visibilitychange', again);
  if (!chosen.made) await (await banner()).showBanner(apply);
}

/** The footer's "Cookie preferences". */
export async function openPreferences(): Promise<void> {
  await (await banner()).showPreferences(apply);
}
