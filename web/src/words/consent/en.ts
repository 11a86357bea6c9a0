import type { ConsentTexts } from './texts.ts';

export const en: ConsentTexts = {
  question: 'May we count how the app is used?',
  explanation:
    'We would like to count which functions are used: no names, images or ids. It starts only after your yes, and a no costs you nothing.',
  acceptAll: 'Accept all',
  rejectAll: 'Reject all',
  choose: 'Choose',
  privacyPolicy: 'Privacy policy',
  cookies: 'Cookies',
  preferences: 'Cookie preferences',
  save: 'Save this choice',
  close: 'Close',
  howKept:
    'Your choice is kept in this browser under “tracking-consent” for six months. Change it here at any time, or clear that value and we will ask again. As proof we record it with its time and a random number, without your address.',
  refusedByBrowser:
    'Your browser sends Global Privacy Control, which we take as a no. What you choose here counts from now on.',
  necessary: 'Necessary',
  necessaryMeans: 'Keeps you signed in and remembers this choice. The app does not work without it.',
  analytics: 'Analytics',
  analyticsMeans:
    'Counts which kinds of pages and functions are used and how long they take, in rough steps. Never names, images, ids or anything you type.',
  advertising: 'Advertising',
  advertisingMeans:
    'The app shows no advertising today. Your choice is kept so that nothing of the kind could start without your yes.',
  allStored: 'Everything that is stored, in one table',
};
