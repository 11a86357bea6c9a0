/** Sending a link by mail, as it is being typed and once it is on its way. */
import { callables, holdsNoAddress } from '@pacs/shared/callables';
import { Delivery } from '@pacs/shared/messages';
import type { AppErrorCode } from '@pacs/shared/errors';
import type { Language } from '@pacs/shared/languages';
import { limits } from '@pacs/shared/limits';

export interface MailDraft {
  to: string;
  language: Language;
  words: string;
}

export const emptyDraft: MailDraft = { to: '', language: 'en', words: '' };

export interface MailProblems {
  to?: string;
  words?: string;
}

/** What has to be put right before it is sent, field by field. */
export function mailProblems({ to, words }: MailDraft): MailProblems {
  const problems: MailProblems = {};
  if (!callables.mailLink.request.shape.to.safeParse(to.trim()).success)
    problems.to = 'One e-mail address, like name@hospital.org.';
  if (!holdsNoAddress(words)) problems.words = 'Words only: no addresses of web pages or mailboxes.';
  return problems;
}

/** What went wrong, where it says more of mail than of requests. */
export const mailErrorWords = (code: AppErrorCode): string | undefined =>
  code === 'too-many-requests'
    ? `No more can be sent: ${String(limits.mailsPerLink)} messages for one link, ${String(limits.mailsPerDay)} a day.`
    : undefined;

export type MailState = 'waiting' | 'delivered' | 'failed';

/** Of a message in the outbox. */
export function mailState(message: unknown): MailState {
  const state = Delivery.safeParse(message).data?.delivery?.state;
  if (state === 'SUCCESS') return 'delivered';
  return state === 'ERROR' ? 'failed' : 'waiting';
}

export const mailStateWords: Record<MailState, string> = {
  waiting: 'Waiting to be sent.',
  delivered: 'Handed over to the mail service.',
  failed: 'The mail service refused it. Check the address.',
};
