/** What the page about cookies says. */
export interface CookieWords {
  title: string;
  lead: string;
  change: string;
  language: string;
  columns: { name: string; kind: string; purpose: string; duration: string };
  necessary: string;
  necessaryMeans: string;
  analytics: string;
  analyticsMeans: string;
  /** Where the operator has switched Google Analytics on. */
  googleMeans: string;
  /** Where it is off. */
  nothingSet: string;
  withdrawal: string;
  advertising: string;
  advertisingMeans: string;
  changing: string;
  changingMeans: string;
  signal: string;
  proof: string;
  kinds: Record<StorageKind, string>;
  purposes: Record<StoredPurpose, string>;
  durations: Record<StoredDuration, string>;
}

export type StorageKind = 'indexedDB' | 'sessionStorage' | 'localStorage' | 'cache' | 'cookie';

export type StoredPurpose =
  | 'signedIn'
  | 'heartbeat'
  | 'uploads'
  | 'coding'
  | 'sharedComputer'
  | 'scroll'
  | 'linkSession'
  | 'linkLanguage'
  | 'layout'
  | 'preferences'
  | 'consent'
  | 'offline'
  | 'visits'
  | 'visitState'
  | 'installation';

export type StoredDuration =
  | 'signOut'
  | 'thirtyDays'
  | 'uploadEnds'
  | 'tabCloses'
  | 'cleared'
  | 'sixMonths'
  | 'newVersion'
  | 'twoYears'
  | 'withdrawn';
