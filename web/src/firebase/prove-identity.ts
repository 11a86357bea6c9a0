import type * as Auth from 'firebase/auth';

export type IdentitySdk = Pick<
  typeof Auth,
  | 'EmailAuthProvider'
  | 'GoogleAuthProvider'
  | 'browserPopupRedirectResolver'
  | 'reauthenticateWithCredential'
  | 'reauthenticateWithPopup'
>;

/** By the password, or by Google's window where there is none. Rejects with Firebase's own error. */
export async function proveIdentity(
  sdk: IdentitySdk,
  user: Auth.User,
  password: string | undefined,
): Promise<void> {
  if (password === undefined)
    await sdk.reauthenticateWithPopup(user, new sdk.GoogleAuthProvider(), sdk.browserPopupRedirectResolver);
  else
    await sdk.reauthenticateWithCredential(
      user,
      sdk.EmailAuthProvider.credential(user.email ?? '', password),
    );
}
