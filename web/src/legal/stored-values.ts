/** Everything that the app and its providers keep on a visitor's machine. A test holds the source against it. */
import type { StorageKind, StoredDuration, StoredPurpose } from '../words/cookies/words.ts';

export interface StoredValue {
  name: string;
  kind: StorageKind;
  purpose: StoredPurpose;
  duration: StoredDuration;
}

export const necessary: readonly StoredValue[] = [
  { name: 'firebaseLocalStorageDb', kind: 'indexedDB', purpose: 'signedIn', duration: 'signOut' },
  { name: 'firebase-heartbeat-database', kind: 'indexedDB', purpose: 'heartbeat', duration: 'thirtyDays' },
  { name: 'pacs-uploads', kind: 'indexedDB', purpose: 'uploads', duration: 'uploadEnds' },
  { name: 'upload-coding', kind: 'localStorage', purpose: 'coding', duration: 'cleared' },
  { name: 'shared-computer', kind: 'sessionStorage', purpose: 'sharedComputer', duration: 'tabCloses' },
  { name: 'react-router-scroll-positions', kind: 'sessionStorage', purpose: 'scroll', duration: 'tabCloses' },
  { name: 'link-session', kind: 'sessionStorage', purpose: 'linkSession', duration: 'tabCloses' },
  { name: 'link-language', kind: 'sessionStorage', purpose: 'linkLanguage', duration: 'tabCloses' },
  { name: 'viewer-layout', kind: 'sessionStorage', purpose: 'layout', duration: 'tabCloses' },
  { name: 'viewer-preferences', kind: 'localStorage', purpose: 'preferences', duration: 'cleared' },
  { name: 'shell-…', kind: 'cache', purpose: 'offline', duration: 'newVersion' },
  { name: 'tracking-consent', kind: 'localStorage', purpose: 'consent', duration: 'sixMonths' },
];

/** Set by Google Analytics, where the operator has switched it on. */
export const ofAnalytics: readonly StoredValue[] = [
  { name: '_ga', kind: 'cookie', purpose: 'visits', duration: 'twoYears' },
  { name: '_ga_…', kind: 'cookie', purpose: 'visitState', duration: 'twoYears' },
  {
    name: 'firebase-installations-database',
    kind: 'indexedDB',
    purpose: 'installation',
    duration: 'withdrawn',
  },
];
