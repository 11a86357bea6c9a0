import { AppError } from '@pacs/shared/errors';

/**
 * What a client library is waiting for after a lost connection may never come. Rejects with `unavailable`, which is tried
 * again; the call itself is left to itself.
 */
export async function within<T>(ms: number, call: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new AppError('unavailable', { detail: 'a call took too long' }));
    }, ms);
  });
  try {
    return await Promise.race([call, late]);
  } finally {
    clearTimeout(timer);
  }
}
