import { getAuth } from 'firebase-admin/auth';
import type { SignIns } from '../core/account/account-ports.ts';
import type { SignIn } from '../core/account/sessions.ts';
import { app } from './clients.ts';

/** Who holds a valid ID token, and since when; rejects otherwise. */
export async function signInOfIdToken(token: string): Promise<SignIn> {
  const { uid, auth_time } = await getAuth(app()).verifyIdToken(token);
  return { uid, signedInAtMs: auth_time * 1000 };
}

/** undefined where nobody has proven it to be theirs, or the account is disabled; rejects where there is none. */
export async function verifiedEmailOf(uid: string): Promise<string | undefined> {
  const { email, emailVerified, disabled } = await getAuth(app()).getUser(uid);
  return emailVerified && !disabled ? email : undefined;
}

const isMissing = (cause: unknown) =>
  cause instanceof Error && 'code' in cause && cause.code === 'auth/user-not-found';

async function unlessMissing<T>(act: Promise<T>): Promise<T | undefined> {
  try {
    return await act;
  } catch (cause) {
    if (isMissing(cause)) return undefined;
    throw cause;
  }
}

export const authSignIns: SignIns = {
  async emailOf(uid) {
    const user = await unlessMissing(getAuth(app()).getUser(uid));
    return user?.emailVerified === true ? user.email : undefined;
  },
  async isLive(uid) {
    const user = await unlessMissing(getAuth(app()).getUser(uid));
    return user?.disabled === false;
  },
  revoke: async (uid) => {
    await unlessMissing(getAuth(app()).revokeRefreshTokens(uid));
  },
  block: async (uid) => {
    await unlessMissing(getAuth(app()).updateUser(uid, { disabled: true }));
    await unlessMissing(getAuth(app()).revokeRefreshTokens(uid));
  },
  remove: async (uid) => {
    await unlessMissing(getAuth(app()).deleteUser(uid));
  },
};

/** undefined where there is no such account, or its address is not proven. */
export async function uidOfEmail(email: string): Promise<string | undefined> {
  const user = await unlessMissing(getAuth(app()).getUserByEmail(email));
  return user?.emailVerified === true ? user.uid : undefined;
}

/** Whether the account has the operator's claim at this moment, whatever its token says. */
export async function hasOperatorClaim(uid: string): Promise<boolean> {
  const user = await unlessMissing(getAuth(app()).getUser(uid));
  return user?.customClaims?.['operator'] === true && !user.disabled;
}

/**
 * Other claims stay. No token is had any more by sign-ins before, so that the next one says how it is.
 * `unproven`: whoever has the account has not shown that the address is theirs.
 */
export async function setOperatorClaim(
  email: string,
  isOperator: boolean,
): Promise<{ uid: string } | 'missing' | 'unproven'> {
  const user = await unlessMissing(getAuth(app()).getUserByEmail(email));
  if (!user) return 'missing';
  if (isOperator && !user.emailVerified) return 'unproven';
  const { operator: _operator, ...others } = user.customClaims ?? {};
  await getAuth(app()).setCustomUserClaims(user.uid, isOperator ? { ...others, operator: true } : others);
  await getAuth(app()).revokeRefreshTokens(user.uid);
  return { uid: user.uid };
}
