import type { LinkAlert } from '@pacs/shared/messages';
import { type Message, formatUtc, messageOf } from './message.ts';

interface AlertFacts {
  /** When the link was made, and when it happened. */
  madeAtMs: number;
  atMs: number;
  webOrigin: string;
}

const words: Record<LinkAlert, { subject: string; happened: (made: string, at: string) => string }> = {
  opened: {
    subject: 'A viewer link of yours was opened',
    happened: (made, at) => `The viewer link you made on ${made} was opened for the first time on ${at}.`,
  },
  locked: {
    subject: 'A viewer link of yours is locked',
    happened: (made, at) =>
      `The viewer link you made on ${made} was locked on ${at}, after too many wrong passcodes. Unlock it if you know who tried; else revoke it.`,
  },
  unopened: {
    subject: 'A viewer link of yours has expired unopened',
    happened: (made) => `The viewer link you made on ${made} has expired, and nobody had opened it.`,
  },
};

/** To the owner of the link, in the app's own language. It names neither the study nor the note beside the link. */
export function alertMail(what: LinkAlert, { madeAtMs, atMs, webOrigin }: AlertFacts): Message {
  const { subject, happened } = words[what];
  return messageOf('en', subject, [
    happened(formatUtc(madeAtMs, 'en'), formatUtc(atMs, 'en')),
    'Your links, and what you are told of them:',
    { address: `${webOrigin}/links` },
  ]);
}
