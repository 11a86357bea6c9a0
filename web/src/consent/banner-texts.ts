import type { Translation } from 'vanilla-cookieconsent';

export const bannerTexts: Translation = {
  consentModal: {
    title: 'May we count how the app is used?',
    description:
      'We would like to count which functions are used: no names, images or ids. It starts only after your yes, and a no costs you nothing.',
    acceptAllBtn: 'Accept all',
    acceptNecessaryBtn: 'Reject all',
    showPreferencesBtn: 'Choose',
    footer: '<a href="/privacy">Privacy policy</a><a href="/cookies">Cookies</a>',
  },
  preferencesModal: {
    title: 'Cookie preferences',
    acceptAllBtn: 'Accept all',
    acceptNecessaryBtn: 'Reject all',
    savePreferencesBtn: 'Save this choice',
    closeIconLabel: 'Close',
    sections: [
      {
        description:
          'Your choice is kept in this browser under “tracking-consent” for six months. Change it here at any time, or clear that value and we will ask again.',
      },
      {
        title: 'Necessary',
        description: 'Keeps you signed in and remembers this choice. The app does not work without it.',
        linkedCategory: 'necessary',
      },
      {
        title: 'Analytics',
        description:
          'Counts which kinds of pages and functions are used and how long they take, in rough steps. Never names, images, ids or anything you type.',
        linkedCategory: 'analytics',
      },
      {
        title: 'Advertising',
        description:
          'The app shows no advertising today. Your choice is kept so that nothing of the kind could start without your yes.',
        linkedCategory: 'advertising',
      },
      { description: '<a href="/cookies">Everything that is stored, in one table</a>' },
    ],
  },
};
