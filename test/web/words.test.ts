import { AppError, appErrorCodes } from '@pacs/shared/errors';
import { describe, expect, it } from 'vitest';
import { destinationAfterSignIn } from '../../web/src/app/destination.ts';
import { pageKind } from '../../web/src/app/page-kind.ts';
import { authWords, isUnknownAccount } from '../../web/src/firebase/auth-words.ts';
import { callableError } from '../../web/src/firebase/callable-error.ts';
import { errorWords } from '../../web/src/ui/app-error-words.ts';

const firebaseError = (code: string) =>
  Object.assign(new Error(`Firebase: secret detail (${code}).`), { code });

describe('failures in words', () => {
  it('does not tell a wrong password from a missing account', () => {
    const words = ['auth/user-not-found', 'auth/wrong-password', 'auth/invalid-credential'].map((code) =>
      authWords(firebaseError(code)),
    );
    expect(new Set(words).size).toBe(1);
  });

  it('never shows the message of the SDK', () => {
    for (const error of [firebaseError('auth/odd'), new Error('secret detail'), 'secret detail', null])
      expect(authWords(error)).not.toContain('secret');
  });

  it('recognises the one error that a reset must not give away', () => {
    expect(isUnknownAccount(firebaseError('auth/user-not-found'))).toBe(true);
    expect(isUnknownAccount(firebaseError('auth/invalid-email'))).toBe(false);
  });

  it('has a sentence for every code of ours and a neutral one for the rest', () => {
    for (const code of appErrorCodes)
      expect(errorWords(new AppError(code, { detail: 'secret' }))).toMatch(/^[A-Z][^_]+\.$/);
    expect(errorWords(new TypeError('secret'))).toBe(errorWords(new AppError('internal')));
  });
});

describe('errors of callables', () => {
  it('takes the code that our function sent', () => {
    const error = Object.assign(firebaseError('functions/failed-precondition'), {
      details: { code: 'identity-conflict' },
    });
    expect(callableError(error).code).toBe('identity-conflict');
  });

  it('falls back to the platform’s code, and to internal', () => {
    expect(callableError(firebaseError('functions/unauthenticated')).code).toBe('unauthenticated');
    expect(callableError(firebaseError('functions/unavailable')).code).toBe('unavailable');
    expect(callableError(firebaseError('functions/cancelled')).code).toBe('internal');
    expect(callableError({ details: { code: 'made-up' } }).code).toBe('internal');
  });
});

describe('addresses', () => {
  it('goes back to where a guard stopped, within this site only', () => {
    expect(destinationAfterSignIn({ from: '/study/abc' })).toBe('/study/abc');
    for (const state of [
      null,
      {},
      { from: 'https://evil.example' },
      { from: '//evil.example' },
      { from: '/\\evil.example' },
    ])
      expect(destinationAfterSignIn(state)).toBe('/studies');
  });

  it('counts kinds of pages, not addresses', () => {
    expect(pageKind('/')).toBe('home');
    expect(pageKind('/study/1234')).toBe('viewer');
    expect(pageKind('/privacy')).toBe('legal');
    expect(pageKind('/nowhere')).toBeUndefined();
  });
});
