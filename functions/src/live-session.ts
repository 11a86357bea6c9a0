import { assertLive, type SignIn } from './core/account/sessions.ts';
import { ports } from './wiring.ts';

/** Errors: unauthenticated, where the sign-in was ended or its account is no more. */
export async function assertLiveSession(signIn: SignIn): Promise<void> {
  const isLive = async (uid: string) => (await import('./adapters/auth-client.ts')).authSignIns.isLive(uid);
  await assertLive({ users: ports().users, signIns: { isLive } }, signIn);
}
