import { AppError, appErrorCodes } from '@pacs/shared/errors';
import { z } from 'zod';

const Failure = z.object({ error: z.enum(appErrorCodes) });

/** JSON to one of our own functions; what it answers, undefined where it says nothing. Throws AppError. */
export async function post(path: string, body: object): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      credentials: 'omit',
    });
  } catch (cause) {
    throw new AppError('unavailable', { cause });
  }
  if (response.status === 204) return undefined;
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok) return answer;
  throw new AppError(Failure.safeParse(answer).data?.error ?? 'internal');
}
