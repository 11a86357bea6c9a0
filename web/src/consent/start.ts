/**
 * Consent for every page. `tracking-consent` in localStorage is the one truth: this reads it at start, when
 * another tab changes it, and when the page is looked at again (which finds it cleared by hand).
 */
import type { CookieValue } from 'vanilla-cookieconsent';
import { setAnalyticsAllowed } from './analytics.ts';
import type { Asking } from './banner.ts';
import { choiceOf, consentKey, parseStored, type Choice, type StoredChoice } from './choice.ts';
import { recordChoice } from './record.ts';
import { forgetChoice, markStored, storedChoice } from './stored.ts';

const loadBanner = () => import('./banner.ts');

let chosen: Choice = { made: false };
/** Where the browser keeps nothing, a choice lasts as long as the page. */
let unkept: StoredChoice | undefined;
let banner: ReturnType<typeof loadBanner> | undefined;
let started = false;

const signal = (): boolean => 'globalPrivacyControl' in navigator && navigator.globalPrivacyControl === true;

function apply(choice: Choice): void {
  chosen = choice;
  setAnalyticsAllowed(choice.made && choice.analytics);
}

/** What counts now. A yes that Global Privacy Control has ended goes from storage too. */
function readChoice(): Choice {
  const stored = storedChoice() ?? unkept;
  const choice = choiceOf(stored, signal());
  if (stored !== undefined && choice.made && choice.by === 'browser') forgetChoice();
  return choice;
}

/** `cookie`: what the library has just written, or has found where a choice was stored. */
function settle(cookie: CookieValue): void {
  const written = parseStored(JSON.stringify(cookie), Date.now());
  if (written === undefined) return;
  const choice = signal()
    ? { ...written, data: { ...written.data, underSignal: written.lastConsentTimestamp } }
    : written;
  if (signal()) markStored('underSignal', choice);
  unkept = storedChoice() === undefined ? choice : undefined;
  apply(choiceOf(choice, signal()));
  void recordChoice(choice);
}

const asking = (): Asking => ({ settle, asks: !chosen.made, signal: signal() });

const sameChoice = (a: Choice, b: Choice): boolean =>
  a.made && b.made
    ? a.by === b.by && a.analytics === b.analytics && a.advertising === b.advertising
    : a.made === b.made;

async function follow(): Promise<void> {
  const choice = readChoice();
  if (sameChoice(choice, chosen)) return;
  apply(choice);
  if (banner !== undefined || !choice.made) await (await (banner ??= loadBanner())).restartBanner(asking());
}

/** Shows the banner where no choice has been made, else loads nothing. Safe to call more than once. */
export async function startConsent(): Promise<void> {
  if (started) return;
  started = true;
  apply(readChoice());
  const again = () => void follow();
  window.addEventListener('storage', (event) => {
    if (event.key === consentKey || event.key === null) again();
  });
  document.addEventListener('visibilitychange', again);
  const stored = storedChoice();
  if (stored !== undefined) void recordChoice(stored);
  if (!chosen.made) await (await (banner ??= loadBanner())).startBanner(asking());
}

/** The footer's "Cookie preferences". */
export async function openPreferences(): Promise<void> {
  await (await (banner ??= loadBanner())).showPreferences(asking());
}
