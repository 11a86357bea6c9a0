import type { Translation } from 'vanilla-cookieconsent';
import { say } from '../words/say.ts';

/** In the language of the page. */
export const bannerTexts = (): Translation => ({
  consentModal: {
    title: say('May we count how the app is used?'),
    description: say(
      'We would like to count which functions are used: no names, images or ids. It starts only after your yes, and a no costs you nothing.',
    ),
    acceptAllBtn: say('Accept all'),
    acceptNecessaryBtn: say('Reject all'),
    showPreferencesBtn: say('Choose'),
    footer: `<a href="/privacy">${say('Privacy policy')}</a><a href="/cookies">${say('Cookies')}</a>`,
  },
  preferencesModal: {
    title: say('Cookie preferences'),
    acceptAllBtn: say('Accept all'),
    acceptNecessaryBtn: say('Reject all'),
    savePreferencesBtn: say('Save this choice'),
    closeIconLabel: say('Close'),
    sections: [
      {
        description: say(
          'Your choice is kept in this browser under “tracking-consent” for six months. Change it here at any time, or clear that value and we will ask again.',
        ),
      },
      {
        title: say('Necessary'),
        description: say('Keeps you signed in and remembers this choice. The app does not work without it.'),
        linkedCategory: 'necessary',
      },
      {
        title: say('Analytics'),
        description: say(
          'Counts which kinds of pages and functions are used and how long they take, in rough steps. Never names, images, ids or anything you type.',
        ),
        linkedCategory: 'analytics',
      },
      {
        title: say('Advertising'),
        description: say(
          'The app shows no advertising today. Your choice is kept so that nothing of the kind could start without your yes.',
        ),
        linkedCategory: 'advertising',
      },
      { description: `<a href="/cookies">${say('Everything that is stored, in one table')}</a>` },
    ],
  },
});
