/** Who is signed in, as a plain store. Features subscribe with `useSession` and never see the SDK. */
import type { Unsubscribe, User } from 'firebase/auth';
import { auth } from './clients.ts';

export interface SignedInUser {
  uid: string;
  email: string;
  emailVerified: boolean;
  displayName: string;
  /** False where the account only signs in through another provider. */
  hasPassword: boolean;
}

export type Session =
  { status: 'unknown' } | { status: 'signed-out' } | { status: 'signed-in'; user: SignedInUser };

let session: Session = { status: 'unknown' };
const listeners = new Set<() => void>();
let following: Promise<Unsubscribe> | undefined;

/** Another tab, or the server, has ended it: what a sign-out here would have taken along goes too. */
export const hasEnded = (before: Session, next: Session): boolean =>
  before.status === 'signed-in' && next.status === 'signed-out';

async function leaveNothing(): Promise<void> {
  await (await import('./sign-out.ts')).leaveNothing();
}

function set(next: Session): void {
  if (hasEnded(session, next)) leaveNothing().catch(() => undefined);
  session = next;
  listeners.forEach((listener) => {
    listener();
  });
}

const sessionOf = (user: User | null): Session =>
  user === null
    ? { status: 'signed-out' }
    : {
        status: 'signed-in',
        user: {
          uid: user.uid,
          email: user.email ?? '',
          emailVerified: user.emailVerified,
          displayName: user.displayName ?? '',
          hasPassword: user.providerData.some((provider) => provider.providerId === 'password'),
        },
      };

/** Accounts whose token was renewed in this page because it did not know of the verification yet. */
const renewedFor = new Set<string>();

/** Functions read the verification from the token, which is otherwise renewed once an hour. */
async function tellTokenOfVerification(user: User): Promise<void> {
  if (!user.emailVerified || renewedFor.has(user.uid)) return;
  const { claims } = await user.getIdTokenResult();
  if (claims['email_verified'] === true) return;
  renewedFor.add(user.uid);
  await user.getIdToken(true);
}

async function follow(): Promise<Unsubscribe> {
  const [{ onIdTokenChanged }, client] = await Promise.all([import('firebase/auth'), auth()]);
  return onIdTokenChanged(client, (user) => {
    set(sessionOf(user));
    if (user !== null) tellTokenOfVerification(user).catch(() => undefined);
  });
}

export const currentSession = (): Session => session;

/** Calls back at every change; the first subscriber starts Firebase Auth. */
export function subscribeSession(listener: () => void): () => void {
  listeners.add(listener);
  following ??= follow();
  following.catch(() => {
    set({ status: 'signed-out' });
  });
  return () => listeners.delete(listener);
}

/** Reads the account again, after a verification or a change of profile. */
export async function refreshSession(): Promise<void> {
  const user = (await auth()).currentUser;
  if (user === null) return;
  await user.reload();
  await tellTokenOfVerification(user);
  set(sessionOf(user));
}

async function leave(): Promise<void> {
  const { signOut } = await import('./sign-out.ts');
  await signOut();
}

/** Signs out here, where this sign-in is older than what still counts. */
export async function leaveIfBefore(fromMs: number): Promise<void> {
  const user = (await auth()).currentUser;
  if (user === null) return;
  const { authTime } = await user.getIdTokenResult();
  if (Date.parse(authTime) < fromMs) await leave();
}

/** Of the account's own document: it is refused to nobody but whose sign-in has ended. */
export async function leaveIfRefused(error: unknown): Promise<void> {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (code === 'permission-denied' && (await auth()).currentUser !== null) await leave();
}
