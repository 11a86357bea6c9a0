import { AppError } from '@pacs/shared/errors';
import type { Request } from 'firebase-functions/https';
import { signInOfIdToken } from './adapters/auth-client.ts';
import { assertLiveSession } from './live-session.ts';

/** The uid of the ID token, whose sign-in still counts. Errors: unauthenticated. */
export async function verifiedUid(request: Request): Promise<string> {
  const token = /^Bearer (.+)$/.exec(request.get('Authorization') ?? '')?.[1];
  if (token === undefined) throw new AppError('unauthenticated');
  const signIn = await signInOfIdToken(token).catch((cause: unknown) => {
    throw new AppError('unauthenticated', { cause });
  });
  await assertLiveSession(signIn);
  return signIn.uid;
}
