import { expect, it } from 'vitest';
import { tokenError } from '../../web/src/firebase/token-error.ts';
import { firebaseResumable } from '../../web/src/upload/transport/firebase-resumable.ts';

it('takes a token that no line was there to renew for a failure of the line, and every other for a session’s end', async () => {
  for (const [code, failure] of [
    ['auth/network-request-failed', 'network'],
    ['auth/user-token-expired', 'unauthenticated'],
  ] as const) {
    const transport = firebaseResumable({
      origin: 'https://storage.test',
      idToken: () => Promise.reject(tokenError(Object.assign(new Error(), { code }))),
    });
    const object = { bucket: 'uploads', name: 'u/b', bytes: 1 };
    await expect(transport.start(object, new AbortController().signal)).rejects.toMatchObject({ failure });
  }
  expect(tokenError(new Error()).code).toBe('unauthenticated');
});
