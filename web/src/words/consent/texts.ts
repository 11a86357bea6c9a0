/** What the question about cookies says, and its preferences. Pages in English need them in five languages too. */
export interface ConsentTexts {
  question: string;
  explanation: string;
  acceptAll: string;
  rejectAll: string;
  choose: string;
  privacyPolicy: string;
  cookies: string;
  preferences: string;
  save: string;
  close: string;
  howKept: string;
  /** Only where the browser sends Global Privacy Control. */
  refusedByBrowser: string;
  necessary: string;
  necessaryMeans: string;
  analytics: string;
  analyticsMeans: string;
  advertising: string;
  advertisingMeans: string;
  allStored: string;
}
