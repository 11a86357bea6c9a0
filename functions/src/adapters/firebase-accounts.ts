import type { Accounts } from '../core/links/link-ports.ts';
import { within } from './deadline.ts';

/** A visitor waits for it. */
const patienceMs = 2_000;

/** Loads the Auth SDK where it is asked: seldom, and by functions that open links, which must start fast. */
export const firebaseAccounts: Accounts = {
  async emailOf(uid) {
    const { verifiedEmailOf } = await import('./auth-client.ts');
    return within(patienceMs, verifiedEmailOf(uid));
  },
};

/** The account that has proven this address; undefined where none has. */
export async function accountOfEmail(email: string): Promise<string | undefined> {
  return (await import('./auth-client.ts')).uidOfEmail(email);
}

/** Whether the account has the operator's claim at this moment, whatever its token says. */
export async function isOperatorNow(uid: string): Promise<boolean> {
  return (await import('./auth-client.ts')).hasOperatorClaim(uid);
}
