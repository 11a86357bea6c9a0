/** Everyone who processes data for the operator: what the processors page shows, from the operator's own configuration. */
import type { Operator } from './operator.ts';

export interface Processor {
  name: string;
  company: string;
  purpose: string;
  data: string;
  place: string;
  privacyUrl?: string | undefined;
  /** Its data processing agreement. */
  dpaUrl?: string | undefined;
}

const google = 'Google Cloud EMEA Limited (Ireland) in Europe, Google LLC (United States) elsewhere';
const firebase = {
  company: google,
  privacyUrl: 'https://firebase.google.com/support/privacy',
  dpaUrl: 'https://firebase.google.com/terms/data-processing-terms',
};
const cloud = {
  company: google,
  privacyUrl: 'https://cloud.google.com/terms/cloud-privacy-notice',
  dpaUrl: 'https://cloud.google.com/terms/data-processing-addendum',
};

/** `measures`: this build counts with Google Analytics too. */
export function processorsOf(operator: Operator, measures: boolean): readonly Processor[] {
  const { dataLocation, mailService, processors = [] } = operator;
  const of = (one: Omit<Processor, 'place'>): Processor => ({ ...one, place: dataLocation });
  return [
    {
      ...firebase,
      name: 'Firebase Authentication',
      purpose: 'Accounts and sign-in; mails for confirmation and password reset',
      data: 'E-mail address, password hash, name if given, network address, times',
      place: 'United States',
    },
    of({
      ...cloud,
      name: 'Cloud Firestore',
      purpose: 'List of studies, links, access log, requests about data, proofs of cookie choices',
      data: 'Header fields incl. patient identity, ids; what a request says',
    }),
    of({
      ...cloud,
      name: 'Cloud Storage',
      purpose: 'Uploads, images, exports',
      data: 'DICOM data incl. health data',
    }),
    of({
      ...cloud,
      name: 'Cloud Functions and Cloud Run',
      purpose: 'Reading uploads, opening studies, signing addresses',
      data: 'All of the above, while it is processed',
    }),
    {
      ...firebase,
      name: 'Firebase Hosting',
      purpose: 'Delivers the web app',
      data: 'Network address and browser of requests',
      place: 'Worldwide network of Google',
    },
    of({
      ...cloud,
      name: 'Cloud Logging',
      purpose: 'Server logs for security and repair',
      data: 'Network address, times, ids',
    }),
    ...(measures
      ? [
          {
            name: 'Google Analytics for Firebase',
            company: 'Google Ireland Limited in Europe, Google LLC elsewhere',
            purpose: 'Usage counts, only after your yes',
            data: 'Kind of page and action, rough durations, a random id of Google',
            place: 'European Union and United States',
            privacyUrl: 'https://support.google.com/analytics/answer/6004245',
            dpaUrl: 'https://business.safety.google/adsprocessorterms/',
          },
        ]
      : []),
    {
      name: 'Google sign-in',
      company: 'Google Ireland Limited in Europe, Google LLC elsewhere; responsible for it by itself',
      purpose: 'Only if you choose “Continue with Google”',
      data: 'E-mail address, name',
      place: 'Worldwide',
      privacyUrl: 'https://policies.google.com/privacy',
    },
    ...(mailService === undefined
      ? []
      : [
          {
            name: 'E-mail delivery',
            company: mailService.name,
            purpose: 'Links that you have us send, alerts and notices, answers to requests about data',
            data: 'Addresses, the words of the message; no study',
            place: mailService.place,
            privacyUrl: mailService.privacyUrl,
            dpaUrl: mailService.dpaUrl,
          },
        ]),
    ...processors,
  ];
}
