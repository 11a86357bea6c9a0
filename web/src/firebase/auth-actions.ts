/** What people do with their account. Every function rejects with Firebase's own error; auth-words.ts has the words. */
import type { User } from 'firebase/auth';
import { AppError } from '@pacs/shared/errors';
import { auth } from './clients.ts';
import { CommonPasswordError } from './common-password-error.ts';
import { webConfig } from './config.ts';
import { proveIdentity } from './prove-identity.ts';
import { refreshSession } from './session.ts';

const sdk = () => import('firebase/auth');

async function signedIn(): Promise<User> {
  const client = await auth();
  await client.authStateReady();
  if (client.currentUser === null) throw new AppError('unauthenticated');
  return client.currentUser;
}

/** Throws where it is one that many people choose. Reset passwords are chosen on Firebase's own page, past this. */
async function refuseCommon(password: string): Promise<void> {
  const { isCommonPassword } = await import('./common-passwords.ts');
  if (isCommonPassword(password)) throw new CommonPasswordError();
}

/** Firebase sends its users back here after they have followed a link in a mail. */
const comeBack = () => ({ url: `${location.origin}/studies` });

export async function signUp(email: string, password: string, displayName: string): Promise<void> {
  const [{ createUserWithEmailAndPassword, updateProfile }, client] = await Promise.all([
    sdk(),
    auth(),
    refuseCommon(password),
  ]);
  const { user } = await createUserWithEmailAndPassword(client, email, password);
  if (displayName !== '') await updateProfile(user, { displayName });
}

export async function signIn(email: string, password: string): Promise<void> {
  const [{ signInWithEmailAndPassword }, client] = await Promise.all([sdk(), auth()]);
  await signInWithEmailAndPassword(client, email, password);
}

/** Google's popup lives on the project's auth domain: without one there is no button. */
export const googleSignInAvailable = (): boolean => webConfig().firebase.authDomain !== undefined;

export async function signInWithGoogle(): Promise<void> {
  const [{ GoogleAuthProvider, browserPopupRedirectResolver, signInWithPopup }, client] = await Promise.all([
    sdk(),
    auth(),
  ]);
  await signInWithPopup(client, new GoogleAuthProvider(), browserPopupRedirectResolver);
}

export async function sendVerification(): Promise<void> {
  const [{ sendEmailVerification }, user] = await Promise.all([sdk(), signedIn()]);
  await sendEmailVerification(user, comeBack());
}

export async function sendPasswordReset(email: string): Promise<void> {
  const [{ sendPasswordResetEmail }, client] = await Promise.all([sdk(), auth()]);
  await sendPasswordResetEmail(client, email, { url: `${location.origin}/sign-in` });
}

export async function changePassword(currentPassword: string, newPassword: string): Promise<void> {
  const [{ updatePassword }, user] = await Promise.all([sdk(), signedIn(), refuseCommon(newPassword)]);
  await confirmIdentity(currentPassword);
  await updatePassword(user, newPassword);
}

/** Whoever sits here is the account's owner. What cannot be undone wants this to be minutes ago. */
export async function confirmIdentity(password: string | undefined): Promise<void> {
  const [loaded, user] = await Promise.all([sdk(), signedIn()]);
  await proveIdentity(loaded, user, password);
}

/** The address changes once the link in the message to the new one has been followed. */
export async function changeEmail(newEmail: string): Promise<void> {
  const [{ verifyBeforeUpdateEmail }, user] = await Promise.all([sdk(), signedIn()]);
  await verifyBeforeUpdateEmail(user, newEmail, { url: `${location.origin}/sign-in` });
}

export async function changeDisplayName(displayName: string): Promise<void> {
  const [{ updateProfile }, user] = await Promise.all([sdk(), signedIn()]);
  await updateProfile(user, { displayName });
  await refreshSession();
}
