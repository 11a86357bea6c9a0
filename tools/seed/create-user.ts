import { z } from 'zod';
import type { StackInfo } from '../stack/stack-info.ts';

const Account = z.object({ localId: z.string(), idToken: z.string() });
export type Account = z.infer<typeof Account>;

const operatorClaim = { customAttributes: JSON.stringify({ operator: true }) };

/** A verified account with e-mail and password in Auth's emulator; an existing one is signed in. */
export async function createUser(
  stack: StackInfo,
  user: { email: string; password: string; displayName: string; operator?: boolean },
): Promise<Account> {
  const { operator = false, ...named } = user;
  const signedUp = await accounts(stack, 'signUp', { ...named, returnSecureToken: true });
  if (!signedUp.ok) return signIn(stack, user);
  const { localId } = Account.parse(await signedUp.json());
  await accounts(stack, 'update', { localId, emailVerified: true, ...(operator && operatorClaim) }, 'owner');
  return signIn(stack, user);
}

async function signIn(stack: StackInfo, user: { email: string; password: string }): Promise<Account> {
  const answer = await accounts(stack, 'signInWithPassword', { ...user, returnSecureToken: true });
  return Account.parse(await answer.json());
}

function accounts(stack: StackInfo, action: string, body: object, bearer?: string): Promise<Response> {
  return fetch(`${stack.origins.auth}/identitytoolkit.googleapis.com/v1/accounts:${action}?key=demo-key`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
    },
    body: JSON.stringify(body),
  });
}
