import type { CookieWords } from './words.ts';

export const en: CookieWords = {
  title: 'Cookies',
  lead: 'The app sets no cookie of its own. It keeps a few values in your browser’s storage, and counts usage only after your yes.',
  change: 'Cookie preferences',
  language: 'Language',
  columns: { name: 'Name', kind: 'Kind', purpose: 'What for', duration: 'How long' },
  necessary: 'Necessary',
  necessaryMeans:
    'Set without asking, since the app does not work without them. They hold no data of patients, unless a file or folder that you upload is named after one.',
  analytics: 'Analytics, only after your yes',
  analyticsMeans:
    'Which kinds of pages and functions are used is counted by this installation’s own counter, which sets nothing in your browser.',
  googleMeans: 'Google Analytics counts beside it. If you say yes, it sets:',
  nothingSet: 'Google Analytics is not used.',
  withdrawal:
    'Taking your yes back stops the counting at once, also in pages that are open, and removes what was set.',
  advertising: 'Advertising',
  advertisingMeans:
    'None. The app shows no advertising and loads nothing for it. Your choice is kept for the day that this should change; without your yes it would not.',
  changing: 'Changing your mind',
  changingMeans:
    '“Cookie preferences” stands in the footer of every page. Clearing “tracking-consent” in your browser’s storage has us ask again; so do six months, and new purposes.',
  signal:
    'If your browser sends Global Privacy Control, that is a no: you are not asked, and nothing is kept. What you then choose in the preferences counts.',
  proof:
    'As proof we record each choice: what was chosen, when, in which version and language, and a random number. Neither your network address nor your account is kept with it.',
  kinds: {
    indexedDB: 'Database of the browser (IndexedDB)',
    sessionStorage: 'Session storage',
    localStorage: 'Local storage',
    cache: 'Cache of the browser',
    cookie: 'Cookie',
  },
  purposes: {
    signedIn: 'Firebase Authentication: keeps you signed in. Only once you sign in or open the app.',
    heartbeat: 'Firebase: version of the software in use, sent along with its requests',
    uploads:
      'Lets an interrupted upload go on: addresses and checksums of its parts, no images and, where the browser can, its hold on the files or the folder that you chose, by their names',
    coding: 'Only after you choose whether images are made smaller before they are sent: remembers it',
    sharedComputer: 'Only after you say that others use this computer: nothing of an upload is kept then',
    scroll: 'How far each page was scrolled, for the way back',
    linkSession: 'Only on a viewer link’s page: opens the study again after a reload',
    linkLanguage: 'Only after you choose another language: remembers which',
    layout: 'Only where a study is left with several panes open: which series lay where, for a reload',
    preferences: 'Only after you switch the viewer’s dark room or its single keys: remembers how',
    consent: 'Remembers your choice about the purposes below',
    offline: 'Only after you open files of this computer: the app’s own code, so that it works offline',
    visits: 'Google Analytics: tells visits apart by a random id',
    visitState: 'Google Analytics: state of the visit',
    installation: 'Firebase: random id of this installation, for Analytics',
  },
  durations: {
    signOut: 'Until you sign out',
    thirtyDays: '30 days',
    uploadEnds: 'Until the upload ends, at most a week, or until you sign out',
    tabCloses: 'Until the tab is closed',
    cleared: 'Until you clear it',
    sixMonths: '6 months',
    newVersion: 'Until the next version of the app, or until you clear it',
    twoYears: '2 years, or until you take your yes back',
    withdrawn: 'Until you take your yes back',
  },
};
