import { AppError } from '@pacs/shared/errors';

const wrongPair = 'E-mail address or password is not right.';

/** Words for Firebase Auth's codes (https://firebase.google.com/docs/auth/admin/errors and the web SDK's list). */
const words: Readonly<Record<string, string>> = {
  'auth/email-already-in-use': 'There is an account with this e-mail address already. Sign in instead.',
  'auth/invalid-email': 'This is not a valid e-mail address.',
  'auth/weak-password': 'Choose a longer password: at least 10 characters.',
  'app/common-password':
    'This password is one of those that are tried first. Choose another; a few words are easy to remember.',
  'auth/password-does-not-meet-requirements': 'This password does not meet the requirements. Make it longer.',
  // One answer for all three, so that nobody learns which addresses have an account.
  'auth/user-not-found': wrongPair,
  'auth/wrong-password': wrongPair,
  'auth/invalid-credential': wrongPair,
  'auth/user-disabled': 'This account has been disabled. Write to the support address in the footer.',
  'auth/too-many-requests': 'Too many tries. Wait a few minutes, or reset your password.',
  'auth/network-request-failed': 'The sign-in service can’t be reached. Check your connection and try again.',
  'auth/popup-blocked': 'Your browser blocked Google’s window. Allow pop-ups for this site and try again.',
  'auth/popup-closed-by-user': 'Google’s window was closed before sign-in had finished.',
  'auth/cancelled-popup-request': 'Google’s window was closed before sign-in had finished.',
  'auth/account-exists-with-different-credential':
    'This address signs in with a password. Sign in with it instead.',
  'auth/requires-recent-login': 'Sign out and in again, then repeat this.',
  'auth/operation-not-allowed': 'This way of signing in is not switched on.',
};

const somethingElse = 'That did not work. Try again in a moment.';

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';
}

/** What went wrong with signing up, in or out, as a sentence. Never the SDK's own message. */
export function authWords(error: unknown): string {
  if (error instanceof AppError && error.code === 'unauthenticated') return 'Sign in first.';
  return words[codeOf(error)] ?? somethingElse;
}

export const isUnknownAccount = (error: unknown): boolean => codeOf(error) === 'auth/user-not-found';
