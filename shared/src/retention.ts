/**
 * What is kept where, and how long: one table. The functions apply its numbers, the privacy policy shows its rows, and a
 * test holds every collection, bucket and account against it.
 */
import { limits } from './limits.ts';
import { collections, objectNames } from './paths.ts';

const dayMs = 86_400_000;

/** Days that the functions apply. */
export const keptDays = {
  /** Between asking for an account's deletion and the run that does it. */
  deletionGrace: 14,
  /** How long before a study is deleted its owner is told. */
  deletionWarning: 7,
  /** What an account's export may be fetched in. */
  exports: 7,
  /** That an account was deleted, without saying whose. */
  receipts: 1_095,
  /** After six months, when the choice they prove has ended. */
  consentProofs: 395,
  /** After they are closed. */
  rightsRequests: 1_095,
  unconfirmedRequests: limits.rightsConfirmMs / dayMs,
  rightsReplies: limits.rightsReplyMs / dayMs,
  rightsLetters: limits.rightsMailMaxAgeMs / dayMs,
  unfinishedUploads: limits.uploadTicketMs / dayMs,
  undeliveredMails: limits.mailMaxAgeMs / dayMs,
  longestLink: limits.linkMaxMs / dayMs,
} as const;

/** Days that the operator has set in Google Cloud and in VITE_OPERATOR. */
export interface OperatorDays {
  serverLogs: number;
  /** 0: none are made. */
  backups: number;
  /** Soft delete of the studies bucket. */
  deletedImages: number;
}

export type Place =
  | { in: 'firestore'; collection: (typeof collections)[keyof typeof collections] }
  /** Objects whose names begin so; absent: all others of the bucket. */
  | { in: 'uploads' | 'studies' | 'seals'; prefix?: string }
  | { in: 'auth' | 'logs' | 'backups' | 'browser' };

export interface KeptKind {
  /** For the policy: what it is. */
  what: string;
  where: readonly Place[];
  /** For the policy: until when. */
  until: (days: OperatorDays) => string;
  /** What of it may be found once the study it was about is deleted, and once its account is. */
  afterStudy: 'nothing' | 'ids' | 'its own time' | 'not about studies';
  afterAccount: 'nothing' | 'nothing about a person' | 'its own time';
}

const document = (collection: keyof typeof collections): Place => ({
  in: 'firestore',
  collection: collections[collection],
});
const inDays = (count: number): string => (count === 1 ? 'one day' : `${String(count)} days`);

export const kept = {
  account: {
    what: 'Account and profile',
    where: [{ in: 'auth' }, document('users')],
    until: () =>
      `While the account exists. Deleted ${inDays(keptDays.deletionGrace)} after you ask for it; until then you can change your mind.`,
    afterStudy: 'not about studies',
    afterAccount: 'nothing',
  },
  studies: {
    what: 'Studies: images, headers, list entries, annotations',
    where: [document('studies'), { in: 'studies' }],
    until: ({ deletedImages }) =>
      `Until you delete them or your account, or the time you chose for them has come. ${
        deletedImages === 0
          ? 'Deleted images are gone at once.'
          : `Deleted images can be recovered by the operator for ${inDays(deletedImages)}, then they are gone.`
      }`,
    afterStudy: 'nothing',
    afterAccount: 'nothing',
  },
  ownerKey: {
    what: 'The secret that gives your studies their names in storage',
    where: [document('ownerKeys')],
    until: () => 'While the account exists.',
    afterStudy: 'not about studies',
    afterAccount: 'nothing',
  },
  uploads: {
    what: 'Uploads on their way',
    where: [document('uploads'), { in: 'uploads' }],
    until: () =>
      `Files are removed once their images are stored; what is never finished goes after ${inDays(keptDays.unfinishedUploads)}, and so does the record of the upload.`,
    afterStudy: 'its own time',
    afterAccount: 'nothing',
  },
  links: {
    what: 'Viewer links and their openings',
    where: [document('links'), document('alerts')],
    until: () =>
      `They open nothing after ${inDays(keptDays.longestLink)} at most. Their entry in your list goes with the study.`,
    afterStudy: 'nothing',
    afterAccount: 'nothing',
  },
  mails: {
    what: 'Messages on their way',
    where: [document('outbox')],
    until: () =>
      `Until they are delivered; ${inDays(keptDays.undeliveredMails)} at most, letters about your rights ${inDays(keptDays.rightsLetters)}.`,
    afterStudy: 'nothing',
    afterAccount: 'its own time',
  },
  audit: {
    what: 'Access log: ids, times, shortened addresses; no patient’s name',
    where: [document('audit')],
    until: () =>
      'While the account exists. With it everything in an entry is erased but that there was one, so that the log can still be checked.',
    afterStudy: 'ids',
    afterAccount: 'nothing about a person',
  },
  seals: {
    what: 'Seals of the access log: salted hashes, which say nothing once their entries are erased',
    where: [document('auditSeals'), { in: 'seals' }],
    until: () => 'Without limit.',
    afterStudy: 'ids',
    afterAccount: 'nothing about a person',
  },
  exports: {
    what: 'Exports of an account that were asked for',
    where: [document('exports'), { in: 'studies', prefix: objectNames.exportPrefix }],
    until: () => `${inDays(keptDays.exports)} after they are ready.`,
    afterStudy: 'its own time',
    afterAccount: 'nothing',
  },
  deletions: {
    what: 'Wishes to delete an account',
    where: [document('deletions')],
    until: () => 'Until the account is deleted, or the wish is taken back.',
    afterStudy: 'not about studies',
    afterAccount: 'nothing',
  },
  receipts: {
    what: 'Receipts of deleted accounts: a number, times and counts, and not whose account it was',
    where: [document('receipts')],
    until: () => inDays(keptDays.receipts),
    afterStudy: 'not about studies',
    afterAccount: 'nothing about a person',
  },
  rightsRequests: {
    what: 'Requests about your rights: who asked, what was written and done',
    where: [document('rightsRequests')],
    until: () => `${inDays(keptDays.rightsRequests)} after they are answered or refused.`,
    afterStudy: 'its own time',
    afterAccount: 'its own time',
  },
  rightsTokens: {
    what: 'Requests about your rights that nobody has confirmed; checksums of addresses to answer letters by',
    where: [document('rightsTokens')],
    until: () =>
      `${inDays(keptDays.unconfirmedRequests)} for what is not confirmed; ${inDays(keptDays.rightsReplies)} for an address to answer by.`,
    afterStudy: 'its own time',
    afterAccount: 'its own time',
  },
  rates: {
    what: 'Counters that slow abuse down: network and mail addresses as hashes, users by id',
    where: [document('rates')],
    until: () => 'Two days at most.',
    afterStudy: 'not about studies',
    afterAccount: 'nothing',
  },
  consentProofs: {
    what: 'Proofs of cookie choices: what was chosen, when, in which words, a random number; no address',
    where: [document('consentProofs')],
    until: () =>
      `${inDays(keptDays.consentProofs)} after the choice has ended, which it does after six months.`,
    afterStudy: 'not about studies',
    afterAccount: 'nothing about a person',
  },
  usage: {
    what: 'Usage counts: daily totals without any reference to a person',
    where: [document('usageDays')],
    until: () => 'Without limit.',
    afterStudy: 'not about studies',
    afterAccount: 'nothing about a person',
  },
  logs: {
    what: 'Server logs: ids, codes and counts',
    where: [{ in: 'logs' }],
    until: ({ serverLogs }) => inDays(serverLogs),
    afterStudy: 'its own time',
    afterAccount: 'its own time',
  },
  backups: {
    what: 'Backups of the database',
    where: [{ in: 'backups' }],
    until: ({ backups }) => (backups === 0 ? 'None are made.' : `Overwritten after ${inDays(backups)}.`),
    afterStudy: 'its own time',
    afterAccount: 'its own time',
  },
  choice: {
    what: 'Your cookie choice',
    where: [{ in: 'browser' }],
    until: () => 'In your browser, six months.',
    afterStudy: 'not about studies',
    afterAccount: 'its own time',
  },
} satisfies Record<string, KeptKind>;
