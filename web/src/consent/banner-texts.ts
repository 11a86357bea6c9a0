import type { Translation } from 'vanilla-cookieconsent';
import type { ConsentTexts } from '../words/consent/texts.ts';

/** `signal`: the browser sends Global Privacy Control. */
export const bannerTexts = (texts: ConsentTexts, signal: boolean): Translation => ({
  consentModal: {
    title: texts.question,
    description: texts.explanation,
    acceptAllBtn: texts.acceptAll,
    acceptNecessaryBtn: texts.rejectAll,
    showPreferencesBtn: texts.choose,
    footer: `<a href="/privacy">${texts.privacyPolicy}</a><a href="/cookies">${texts.cookies}</a>`,
  },
  preferencesModal: {
    title: texts.preferences,
    acceptAllBtn: texts.acceptAll,
    acceptNecessaryBtn: texts.rejectAll,
    savePreferencesBtn: texts.save,
    closeIconLabel: texts.close,
    sections: [
      ...(signal ? [{ description: texts.refusedByBrowser }] : []),
      { description: texts.howKept },
      { title: texts.necessary, description: texts.necessaryMeans, linkedCategory: 'necessary' },
      { title: texts.analytics, description: texts.analyticsMeans, linkedCategory: 'analytics' },
      { title: texts.advertising, description: texts.advertisingMeans, linkedCategory: 'advertising' },
      { description: `<a href="/cookies">${texts.allStored}</a>` },
    ],
  },
});
