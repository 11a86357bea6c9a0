import { AppError } from '@pacs/shared/errors';
import type { Request } from 'firebase-functions/https';
import { uidOfIdToken } from './adapters/auth-client.ts';

/** The uid of the ID token. Errors: unauthenticated. */
export async function verifiedUid(request: Request): Promise<string> {
  const token = /^Bearer (.+)$/.exec(request.get('Authorization') ?? '')?.[1];
  if (token === undefined) throw new AppError('unauthenticated');
  try {
    return await uidOfIdToken(token);
  } catch (cause) {
    throw new AppError('unauthenticated', { cause });
  }
}
