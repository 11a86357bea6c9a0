import { auth } from './clients.ts';
import { forgetTab } from './forget-tab.ts';

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

function forgetThisTab(): void {
  // Where the browser blocks storage, reading it throws: a hook like the others.
  forgetTab(sessionStorage);
}

/** Runs every hook; one that fails stops no other. */
export async function leaveNothing(): Promise<void> {
  await Promise.allSettled([...hooks, forgetThisTab].map(async (hook) => hook()));
}

/** Runs every hook, then signs out. A hook that fails keeps nobody signed in. */
export async function signOut(): Promise<void> {
  await leaveNothing();
  const [sdk, client] = await Promise.all([import('firebase/auth'), auth()]);
  await sdk.signOut(client);
}
