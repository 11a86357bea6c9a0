import { AppError } from '@pacs/shared/errors';
import { z } from 'zod';

const NoAnswer = z.object({ code: z.literal('auth/network-request-failed') });

/** Why there is no ID token: no line to renew it over, which passes, or a session that is over. */
export function tokenError(cause: unknown): AppError {
  return new AppError(NoAnswer.safeParse(cause).success ? 'unavailable' : 'unauthenticated', { cause });
}
