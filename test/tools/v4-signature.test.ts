import { createHash, createHmac, createSign, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { StorageError } from '../../tools/storage-proxy/storage-error.ts';
import {
  canonicalRequest,
  encode,
  verifySignedRequest,
  type SignedRequest,
} from '../../tools/storage-proxy/v4-signature.ts';

const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const signer = 'signer@demo.iam.gserviceaccount.com';
const signers = { rsa: { [signer]: keys.publicKey }, hmac: { GOOG1ACCESS: 'secret' } };
const signedAtMs = Date.UTC(2026, 1, 8, 12, 0, 0);

interface Wish {
  algorithm?: string;
  credential?: string;
  expires?: string;
  path?: string;
  extra?: string;
}

/** Signs as the documentation describes, independent of the code under test but for the canonical text. */
function signed(wish: Wish = {}): SignedRequest {
  const algorithm = wish.algorithm ?? 'GOOG4-RSA-SHA256';
  const who = algorithm.includes('HMAC') ? 'GOOG1ACCESS' : signer;
  const scope = '20260208/auto/storage/goog4_request';
  const parameters = [
    `X-Goog-Algorithm=${algorithm}`,
    `X-Goog-Credential=${encode(wish.credential ?? `${who}/${scope}`)}`,
    'X-Goog-Date=20260208T120000Z',
    `X-Goog-Expires=${wish.expires ?? '600'}`,
    'X-Goog-SignedHeaders=host',
    ...(wish.extra === undefined ? [] : [wish.extra]),
  ].join('&');
  const request = {
    method: 'GET',
    path: wish.path ?? '/studies/a/b/c.frames',
    query: parameters,
    headers: { host: 'storage.googleapis.com' },
  };
  const digest = createHash('sha256').update(canonicalRequest(request)).digest('hex');
  const toSign = [algorithm, '20260208T120000Z', scope, digest].join('\n');
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const signature = algorithm.includes('HMAC')
    ? hmac(hmac(hmac(hmac(hmac('GOOG4secret', '20260208'), 'auto'), 'storage'), 'goog4_request'), toSign)
    : createSign('RSA-SHA256').update(toSign).sign(keys.privateKey);
  return { ...request, query: `${parameters}&X-Goog-Signature=${signature.toString('hex')}` };
}

function refusal(request: SignedRequest, nowMs = signedAtMs + 1000): [number, string] | undefined {
  try {
    verifySignedRequest(request, signers, nowMs);
    return undefined;
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    return [error.status, error.code];
  }
}

describe('V4 signed URLs', () => {
  it('has the canonical form of Google’s published example', () => {
    const query =
      'X-Goog-Algorithm=GOOG4-RSA-SHA256&X-Goog-Credential=test-iam-credentials%40dummy-project-id.iam.gserviceaccount.com%2F20190201%2Fauto%2Fstorage%2Fgoog4_request&X-Goog-Date=20190201T090000Z&X-Goog-Expires=10&X-Goog-SignedHeaders=host';
    const request = {
      method: 'GET',
      path: '/test-bucket/test-object',
      query: `${query}&X-Goog-Signature=00`,
      headers: { host: 'storage.googleapis.com' },
    };
    expect(canonicalRequest(request)).toBe(
      `GET\n/test-bucket/test-object\n${query}\nhost:storage.googleapis.com\n\nhost\nUNSIGNED-PAYLOAD`,
    );
  });

  it('sorts and encodes parameters and folds white space in headers', () => {
    const canonical = canonicalRequest({
      method: 'GET',
      path: '/b/o',
      query: 'zeta=1&response-content-disposition=attachment%3B%20a*b&X-Goog-SignedHeaders=host;x-goog-a',
      headers: { host: 'h', 'x-goog-a': '  two   words ' },
    });
    expect(canonical.split('\n')[2]).toBe(
      'X-Goog-SignedHeaders=host%3Bx-goog-a&response-content-disposition=attachment%3B%20a%2Ab&zeta=1',
    );
    expect(canonical).toContain('\nx-goog-a:two words\n');
  });

  it.each(['GOOG4-RSA-SHA256', 'GOOG4-HMAC-SHA256'])(
    'accepts a valid %s signature until it expires',
    (algorithm) => {
      const request = signed({ algorithm });
      expect(refusal(request)).toBeUndefined();
      expect(refusal(request, signedAtMs + 600_000)).toBeUndefined();
      expect(refusal(request, signedAtMs + 600_001)).toEqual([400, 'ExpiredToken']);
    },
  );

  it('refuses another object, method, host or parameter under the same signature', () => {
    const request = signed();
    const mismatch = [403, 'SignatureDoesNotMatch'];
    expect(refusal({ ...request, path: '/studies/a/b/c.heads' })).toEqual(mismatch);
    expect(refusal({ ...request, method: 'HEAD' })).toEqual(mismatch);
    expect(refusal({ ...request, headers: { host: 'evil.example' } })).toEqual(mismatch);
    expect(refusal({ ...request, query: `${request.query}&response-content-type=text/html` })).toEqual(
      mismatch,
    );
    expect(refusal({ ...request, query: request.query.replace('Expires=600', 'Expires=601') })).toEqual(
      mismatch,
    );
  });

  it('refuses a truncated signature and a signer nobody knows', () => {
    const request = signed();
    expect(refusal({ ...request, query: request.query.slice(0, -2) })).toEqual([
      403,
      'SignatureDoesNotMatch',
    ]);
    const stranger = signed({
      credential: 'x@y.iam.gserviceaccount.com/20260208/auto/storage/goog4_request',
    });
    expect(refusal(stranger)).toEqual([403, 'InvalidSecurity']);
  });

  it('refuses more than seven days, no time at all, and dates far in the future', () => {
    expect(refusal(signed({ expires: '604800' }))).toBeUndefined();
    for (const expires of ['604801', '0', '-5', 'soon']) {
      expect(refusal(signed({ expires }))).toEqual([400, 'InvalidArgument']);
    }
    expect(refusal(signed(), signedAtMs - 14 * 60_000)).toBeUndefined();
    expect(refusal(signed(), signedAtMs - 16 * 60_000)).toEqual([403, 'RequestTimeTooSkewed']);
  });

  it('refuses a parameter given twice and a scope of another day', () => {
    expect(refusal(signed({ extra: 'X-Goog-Expires=900' }))).toEqual([400, 'InvalidArgument']);
    expect(refusal(signed({ credential: `${signer}/20260209/auto/storage/goog4_request` }))).toEqual([
      400,
      'InvalidArgument',
    ]);
  });
});
