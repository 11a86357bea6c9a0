/** vanilla-cookieconsent with this app's texts. Loaded only when it has something to show. */
import * as CookieConsent from 'vanilla-cookieconsent';
import 'vanilla-cookieconsent/dist/cookieconsent.css';
import './banner.css';
import { choiceOf, consentKey, consentRevision, type Choice } from './choice.ts';
import { bannerTexts } from './banner-texts.ts';

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

type Settle = (choice: Choice) => void;

const config = (settle: Settle): CookieConsent.CookieConsentConfig => ({
  cookie: { name: consentKey, useLocalStorage: true, expiresAfterDays: 182 },
  revision: consentRevision,
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
    if (modalName === 'consentModal') keepRoom(modal);
  },
  onModalShow: tellRoom,
  onModalHide: tellRoom,
  onConsent: ({ cookie }) => {
    settle(choiceOf(cookie.categories));
  },
  onChange: ({ cookie }) => {
    settle(choiceOf(cookie.categories));
  },
  language: { default: 'en', translations: { en: bannerTexts() } },
});

let running: Promise<void> | undefined;

/** Shows the banner unless a choice is stored. */
export const showBanner = (settle: Settle): Promise<void> => (running ??= CookieConsent.run(config(settle)));

export async function showPreferences(settle: Settle): Promise<void> {
  await showBanner(settle);
  CookieConsent.showPreferences();
}

/** Starts over from what is stored now, after another tab or the visitor has changed it there. */
export async function reloadBanner(settle: Settle): Promise<void> {
  if (running !== undefined) {
    await running;
    CookieConsent.reset(false);
    running = undefined;
  }
  await showBanner(settle);
}
