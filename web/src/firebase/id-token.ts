import { AppError } from '@pacs/shared/errors';
import { auth } from './clients.ts';
import { tokenError } from './token-error.ts';

/** A fresh ID token of whoever is signed in. Throws `unauthenticated` where nobody is, `unavailable` without a line. */
export async function idToken(options: { forceRefresh?: boolean } = {}): Promise<string> {
  const client = await auth();
  await client.authStateReady();
  if (client.currentUser === null) throw new AppError('unauthenticated');
  return client.currentUser.getIdToken(options.forceRefresh ?? false).catch((cause: unknown) => {
    throw tokenError(cause);
  });
}
