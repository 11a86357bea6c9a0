import { getAuth } from 'firebase-admin/auth';
import { app } from './clients.ts';

/** The uid of a valid ID token; rejects otherwise. */
export async function uidOfIdToken(token: string): Promise<string> {
  return (await getAuth(app()).verifyIdToken(token)).uid;
}
