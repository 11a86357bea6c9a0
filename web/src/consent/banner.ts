/** vanilla-cookieconsent with this app's texts. Loaded only when it has something to show. */
import * as CookieConsent from 'vanilla-cookieconsent';
import 'vanilla-cookieconsent/dist/cookieconsent.css';
import './banner.css';
import { consentLifeDays, consentRevision } from '@pacs/shared/consent';
import type { Language } from '@pacs/shared/languages';
import { consentTexts } from '../words/consent/load.ts';
import type { ConsentTexts } from '../words/consent/texts.ts';
import { browserLanguage } from '../words/language-of.ts';
import { spokenLanguage } from '../words/say.ts';
import { bannerTexts } from './banner-texts.ts';
import { consentKey } from './choice.ts';

let banner: HTMLElement | undefined;

/** Tells the page how much of its lower edge the banner takes: what must always be read stands above it. */
function tellRoom(): void {
  const { classList, style } = document.documentElement;
  const isShown = classList.contains('show--consent');
  const room = isShown && banner?.isConnected === true ? window.innerHeight - banner.offsetTop : 0;
  style.setProperty('--banner-room', `${String(room)}px`);
}

const resized = new ResizeObserver(tellRoom);

function keepRoom(modal: HTMLElement): void {
  resized.disconnect();
  banner = modal;
  resized.observe(modal);
}

/** Called whenever the library has written a choice, and once where it finds one. */
type Settle = (cookie: CookieConsent.CookieValue) => void;

export interface Asking {
  settle: Settle;
  /** Shows the banner unless a choice is stored; else only preferences are shown, when they are asked for. */
  asks: boolean;
  /** The browser sends Global Privacy Control. */
  signal: boolean;
}

const config = (
  { settle, asks, signal }: Asking,
  language: Language,
  texts: ConsentTexts,
): CookieConsent.CookieConsentConfig => ({
  cookie: { name: consentKey, useLocalStorage: true, expiresAfterDays: consentLifeDays },
  revision: consentRevision,
  autoShow: asks,
  // The same page for a robot as for a person: nothing depends on which of them looks.
  hideFromBots: false,
  manageScriptTags: false,
  autoClearCookies: false,
  guiOptions: {
    consentModal: {
      layout: 'cloud inline',
      position: 'bottom center',
      equalWeightButtons: true,
      flipButtons: false,
    },
    preferencesModal: { layout: 'box', equalWeightButtons: true, flipButtons: false },
  },
  categories: { necessary: { enabled: true, readOnly: true }, analytics: {}, advertising: {} },
  onModalReady: ({ modalName, modal }) => {
    // The page around it may speak another language: what reads aloud has to know.
    modal.lang = language;
    if (modalName === 'consentModal') keepRoom(modal);
  },
  onModalShow: tellRoom,
  onModalHide: tellRoom,
  onConsent: ({ cookie }) => {
    settle(cookie);
  },
  onChange: ({ cookie }) => {
    settle(cookie);
  },
  language: { default: language, translations: { [language]: bannerTexts(texts, signal) } },
});

let running: Promise<void> | undefined;

async function run(asking: Asking): Promise<void> {
  const language = spokenLanguage() ?? browserLanguage();
  await CookieConsent.run(config(asking, language, await consentTexts(language)));
}

export const startBanner = (asking: Asking): Promise<void> => (running ??= run(asking));

export async function showPreferences(asking: Asking): Promise<void> {
  await startBanner(asking);
  CookieConsent.showPreferences();
}

/** Starts over from what is stored now, after another tab or the visitor has changed it there. */
export async function restartBanner(asking: Asking): Promise<void> {
  if (running !== undefined) {
    await running;
    CookieConsent.reset(false);
    running = undefined;
  }
  await startBanner(asking);
}
