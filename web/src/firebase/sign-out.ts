import { auth } from './clients.ts';

type Hook = () => void | Promise<void>;
const hooks = new Set<Hook>();

/**
 * Registers what a feature does before its user leaves: stop work, forget what it kept on this machine.
 * Returns the function that takes it back.
 */
export function beforeSignOut(hook: Hook): () => void {
  hooks.add(hook);
  return () => hooks.delete(hook);
}

/** Runs every hook, then signs out. A hook that fails keeps nobody signed in. */
export async function signOut(): Promise<void> {
  await Promise.allSettled([...hooks].map(async (hook) => hook()));
  const [sdk, client] = await Promise.all([import('firebase/auth'), auth()]);
  await sdk.signOut(client);
}
