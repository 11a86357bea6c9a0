/** Who signed in when, and what that allows. */
import { AppError } from '@pacs/shared/errors';
import type { UserDocument } from '@pacs/shared/documents';
import type { Clock, UserStore } from '../ports.ts';
import type { AccountStore, SignIns } from './account-ports.ts';

/** As ID tokens have it: `auth_time`, in seconds. */
export interface SignIn {
  uid: string;
  signedInAtMs: number;
}

/** How long after a sign-in what cannot be undone may be asked for. */
const recentMs = 5 * 60_000;

/** Errors: sign-in-again. */
export function assertRecent({ clock }: { clock: Clock }, { signedInAtMs }: SignIn): void {
  if (clock.now() - signedInAtMs > recentMs) throw new AppError('sign-in-again');
}

/**
 * A token outlives its account and the end of its sessions by an hour. Errors: unauthenticated. Says what it has read.
 */
export async function assertLive(
  { users, signIns }: { users: Pick<UserStore, 'get'>; signIns: Pick<SignIns, 'isLive'> },
  { uid, signedInAtMs }: SignIn,
): Promise<UserDocument | undefined> {
  const user = await users.get(uid);
  // Before the first attestation, and after the account's end.
  if (!user && !(await signIns.isLive(uid))) throw new AppError('unauthenticated');
  if (signedInAtMs < (user?.sessionsFromMs ?? 0)) throw new AppError('unauthenticated');
  return user;
}

const second = 1_000;

/** Tokens tell seconds: whoever signed in during this one is out too. */
export const sessionsFrom = (nowMs: number): number => (Math.floor(nowMs / second) + 1) * second;

export async function signOutEverywhere(
  { accounts, signIns, clock }: { accounts: AccountStore; signIns: SignIns; clock: Clock },
  uid: string,
): Promise<void> {
  const atMs = clock.now();
  await accounts.endSessions(uid, sessionsFrom(atMs), atMs, {
    ownerUid: uid,
    studyId: '',
    action: 'signed-out-everywhere',
    actor: { kind: 'owner', uid },
    outcome: 'success',
    atMs,
  });
  await signIns.revoke(uid);
}
