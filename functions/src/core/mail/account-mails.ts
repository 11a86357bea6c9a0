/** To the owner of an account, in the app's own language. None names a study or a patient. */
import { keptDays } from '@pacs/shared/retention';
import { type Message, formatUtc, messageOf } from './message.ts';

const studies = (count: number) => (count === 1 ? 'One study of yours' : `${String(count)} studies of yours`);

export function expiryMail(facts: { studies: number; firstMs: number; webOrigin: string }): Message {
  return messageOf('en', 'Studies of yours will be deleted soon', [
    `${studies(facts.studies)} will be deleted because the time you chose for keeping has come, the first on ${formatUtc(facts.firstMs, 'en')}. Your list of studies shows which, and lets you keep them longer.`,
    { address: `${facts.webOrigin}/studies` },
    'What is deleted cannot be brought back: keep your originals.',
  ]);
}

export function deletionAskedMail(facts: { dueMs: number; webOrigin: string }): Message {
  return messageOf('en', 'Your account will be deleted', [
    `You have asked for your account to be deleted. It will be on ${formatUtc(facts.dueMs, 'en')}, with everything in it. Until then you can go on using it, and take this back:`,
    { address: `${facts.webOrigin}/account` },
    `If it was not you, sign in within these ${String(keptDays.deletionGrace)} days, take it back, and change your password.`,
  ]);
}

export function receiptMail(facts: {
  receiptId: string;
  deletedAtMs: number;
  removed: { studies: number; links: number; uploads: number };
}): Message {
  const { removed } = facts;
  return messageOf('en', 'Your account has been deleted', [
    `Your account was deleted on ${formatUtc(facts.deletedAtMs, 'en')}, as you had asked. With it went:`,
    [
      `Studies with their images: ${String(removed.studies)}`,
      `Viewer links: ${String(removed.links)}`,
      `Unfinished uploads: ${String(removed.uploads)}`,
    ].join('\n'),
    `Number of this receipt: ${facts.receiptId}`,
    'This number, the time and the counts are all that is kept of it, without your name or address. Backups and deleted images that can still be recovered end after the time that the privacy policy says.',
  ]);
}
