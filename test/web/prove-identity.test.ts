/** Who sits here is asked by the way the account signs in. */
import type { User } from 'firebase/auth';
import { expect, test } from 'vitest';
import { type IdentitySdk, proveIdentity } from '../../web/src/firebase/prove-identity.ts';

const user = { email: 'ada@clinic.test' } as User;

function fakeSdk(refuses?: Error) {
  const asked: unknown[] = [];
  const answer = (...what: unknown[]) => {
    asked.push(what);
    return refuses ? Promise.reject(refuses) : Promise.resolve();
  };
  const sdk = {
    EmailAuthProvider: { credential: (email: string, password: string) => ({ email, password }) },
    GoogleAuthProvider: class {
      readonly providerId = 'google.com';
    },
    browserPopupRedirectResolver: 'popup',
    reauthenticateWithCredential: answer,
    reauthenticateWithPopup: answer,
  } as unknown as IdentitySdk;
  return { sdk, asked };
}

test('an account with a password by its password', async () => {
  const { sdk, asked } = fakeSdk();
  await proveIdentity(sdk, user, 'correct horse');
  expect(asked).toEqual([[user, { email: 'ada@clinic.test', password: 'correct horse' }]]);
});

test('an account of Google by Google’s window, which may be closed', async () => {
  const { sdk, asked } = fakeSdk();
  await proveIdentity(sdk, user, undefined);
  expect(asked).toEqual([[user, { providerId: 'google.com' }, 'popup']]);
  const closed = Object.assign(new Error(), { code: 'auth/popup-closed-by-user' });
  await expect(proveIdentity(fakeSdk(closed).sdk, user, undefined)).rejects.toBe(closed);
});
