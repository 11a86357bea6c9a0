import { getAuth } from 'firebase-admin/auth';
import { app } from './clients.ts';

/** The uid of a valid ID token; rejects otherwise. */
export async function uidOfIdToken(token: string): Promise<string> {
  return (await getAuth(app()).verifyIdToken(token)).uid;
}

/** undefined where nobody has proven it to be theirs, or the account is disabled; rejects where there is none. */
export async function verifiedEmailOf(uid: string): Promise<string | undefined> {
  const { email, emailVerified, disabled } = await getAuth(app()).getUser(uid);
  return emailVerified && !disabled ? email : undefined;
}
