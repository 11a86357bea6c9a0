import type { Accounts } from '../core/links/link-ports.ts';

/** Loads the Auth SDK where it is asked: seldom, and by functions that open links, which must start fast. */
export const firebaseAccounts: Accounts = {
  async emailOf(uid) {
    const { verifiedEmailOf } = await import('./auth-client.ts');
    return verifiedEmailOf(uid);
  },
};
