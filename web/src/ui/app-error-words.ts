import { AppError, type AppErrorCode } from '@pacs/shared/errors';

const words: Record<AppErrorCode, string> = {
  'invalid-argument': 'The request was not understood. Reload the page and try again.',
  unauthenticated: 'You are signed out. Sign in and try again.',
  'email-not-verified': 'Confirm your e-mail address first: we sent you a message with a link.',
  'attestation-missing': 'Confirm the terms first.',
  'not-found': 'It is no longer there.',
  'identity-conflict':
    'The files of this study name different patients. Decide whose it is first, in the list of studies.',
  'series-inseparable':
    'These series are stored together with others and can’t be shared by themselves. Share the whole study.',
  'nothing-without-identity':
    'None of this can be shared without identity: words in its pictures could tell whose it is.',
  'quota-exceeded': 'Your storage is full. Delete studies you no longer need.',
  'too-large': 'This is larger than what can be taken.',
  'too-many-requests': 'Too many requests. Wait a minute and try again.',
  'link-unavailable': 'This link is no longer valid.',
  'link-asks-confirmation': 'Open the link first.',
  'link-asks-passcode': 'This link asks for a passcode.',
  'upload-closed': 'This upload has ended. Start it again.',
  'study-held': 'A legal hold keeps this from being deleted. Release it first, in the list of studies.',
  'sign-in-again': 'Confirm that it is you, then repeat this.',
  'account-ending': 'This account is about to be deleted. Take that back first, on your account page.',
  conflict: 'Something else changed it at the same time. Try again.',
  unavailable: 'The service can’t be reached. Check your connection and try again.',
  internal: 'Something went wrong on our side. Try again in a moment.',
};

/** What went wrong, as a sentence for the person at the screen. */
export const errorWords = (error: unknown): string =>
  words[error instanceof AppError ? error.code : 'internal'];
