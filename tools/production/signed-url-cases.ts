/**
 * What a signed URL of a pack answers, case by case: the local proxy in tests and Cloud Storage after a deployment are
 * asked the same. https://cloud.google.com/storage/docs/access-control/signed-urls,
 * https://cloud.google.com/storage/docs/xml-api/reference-status
 */

export interface SignedUrlCase {
  name: string;
  /** `ahead`: dated more than 15 minutes from now, which takes the key to make. */
  url: 'valid' | 'expired' | 'ahead';
  change?: (url: string) => string;
  method?: string;
  headers?: (origin: string) => Record<string, string>;
  status: number;
  /** Of the XML error. */
  code?: string;
  /** What is wrong with the answer; undefined: nothing. */
  look?: (answer: Response, body: Uint8Array, origin: string) => string | undefined;
}

const unless = (isRight: boolean, words: string) => (isRight ? undefined : words);
const header = (answer: Response, name: string) => answer.headers.get(name) ?? 'none';

function readableFrom(answer: Response, origin: string): string | undefined {
  const allowed = header(answer, 'access-control-allow-origin');
  return unless(['*', origin].includes(allowed), `allowed origin: ${allowed}`);
}

export const signedUrlCases: readonly SignedUrlCase[] = [
  {
    name: 'the whole object',
    url: 'valid',
    status: 200,
    look: (answer, body) =>
      unless(
        body.length > 0 &&
          header(answer, 'accept-ranges') === 'bytes' &&
          header(answer, 'cache-control').includes('no-store'),
        `${String(body.length)} bytes, cache-control: ${header(answer, 'cache-control')}`,
      ),
  },
  {
    name: 'a range of it',
    url: 'valid',
    headers: () => ({ range: 'bytes=2-9' }),
    status: 206,
    look: (answer, body) =>
      unless(
        body.length === 8 && header(answer, 'content-range').startsWith('bytes 2-9/'),
        `${String(body.length)} bytes, ${header(answer, 'content-range')}`,
      ),
  },
  {
    name: 'a range past its end, cut there',
    url: 'valid',
    headers: () => ({ range: 'bytes=2-999999999999' }),
    status: 206,
    look: (answer, body) => {
      const [, size] = header(answer, 'content-range').split('/');
      return unless(body.length === Number(size) - 2, `${String(body.length)} of ${size ?? 'no'} bytes`);
    },
  },
  {
    name: 'its last bytes',
    url: 'valid',
    headers: () => ({ range: 'bytes=-4' }),
    status: 206,
    look: (_answer, body) => unless(body.length === 4, `${String(body.length)} bytes`),
  },
  {
    name: 'a range out of bounds',
    url: 'valid',
    headers: () => ({ range: 'bytes=999999999999-' }),
    status: 416,
  },
  {
    name: 'read by the app: no preflight is needed',
    url: 'valid',
    headers: (origin) => ({ range: 'bytes=0-3', origin }),
    status: 206,
    look: (answer, _body, origin) =>
      readableFrom(answer, origin) ??
      unless(
        header(answer, 'access-control-expose-headers').toLowerCase().includes('content-range'),
        `exposed: ${header(answer, 'access-control-expose-headers')}`,
      ),
  },
  {
    name: 'a preflight for reading',
    url: 'valid',
    method: 'OPTIONS',
    headers: (origin) => ({ origin, 'access-control-request-method': 'GET' }),
    status: 200,
    look: (answer, _body, origin) =>
      readableFrom(answer, origin) ??
      unless(
        header(answer, 'access-control-allow-methods').includes('GET'),
        `allowed methods: ${header(answer, 'access-control-allow-methods')}`,
      ),
  },
  {
    name: 'a preflight without a signature: it reads nothing',
    url: 'valid',
    change: (url) => url.split('?')[0] ?? '',
    method: 'OPTIONS',
    headers: (origin) => ({ origin, 'access-control-request-method': 'GET' }),
    status: 200,
    look: (answer, body, origin) =>
      readableFrom(answer, origin) ?? unless(body.length === 0, `${String(body.length)} bytes`),
  },
  {
    name: 'a preflight for a header that the bucket does not name allows nothing',
    url: 'valid',
    method: 'OPTIONS',
    headers: (origin) => ({
      origin,
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'x-goog-meta-any',
    }),
    status: 200,
    look: (answer) =>
      unless(
        header(answer, 'access-control-allow-headers') === 'none',
        `allowed headers: ${header(answer, 'access-control-allow-headers')}`,
      ),
  },
  {
    name: 'a preflight for writing allows nothing',
    url: 'valid',
    method: 'OPTIONS',
    headers: (origin) => ({ origin, 'access-control-request-method': 'PUT' }),
    status: 200,
    look: (answer) =>
      unless(
        !header(answer, 'access-control-allow-methods').includes('PUT'),
        `allowed methods: ${header(answer, 'access-control-allow-methods')}`,
      ),
  },
  {
    name: 'without an origin nothing is said about origins',
    url: 'valid',
    status: 200,
    look: (answer) => unless(header(answer, 'access-control-allow-origin') === 'none', 'an origin is named'),
  },
  {
    name: 'another object by the same signature',
    url: 'valid',
    change: (url) => url.replace('.frames?', '.heads?'),
    status: 403,
    code: 'SignatureDoesNotMatch',
  },
  {
    name: 'a longer life by the same signature',
    url: 'valid',
    change: (url) => url.replace(/X-Goog-Expires=\d+/, 'X-Goog-Expires=604800'),
    status: 403,
    code: 'SignatureDoesNotMatch',
  },
  {
    name: 'one more parameter by the same signature',
    url: 'valid',
    change: (url) => `${url}&response-content-type=text%2Fhtml`,
    status: 403,
    code: 'SignatureDoesNotMatch',
  },
  {
    name: 'another signature',
    url: 'valid',
    change: (url) => url.replace(/.{4}$/, (end) => (end === '0000' ? '1111' : '0000')),
    status: 403,
    code: 'SignatureDoesNotMatch',
  },
  {
    name: 'no signature',
    url: 'valid',
    change: (url) => url.split('?')[0] ?? '',
    status: 403,
    code: 'AccessDenied',
  },
  { name: 'written to', url: 'valid', method: 'PUT', status: 403, code: 'SignatureDoesNotMatch' },
  { name: 'deleted', url: 'valid', method: 'DELETE', status: 403, code: 'SignatureDoesNotMatch' },
  {
    // The verb is signed, and HEAD is another than GET; an answer to it has no body to name a reason in.
    name: 'asked for its head alone',
    url: 'valid',
    method: 'HEAD',
    status: 403,
    look: (_answer, body) => unless(body.length === 0, `${String(body.length)} bytes`),
  },
  { name: 'once it has expired', url: 'expired', status: 400, code: 'ExpiredToken' },
  { name: 'dated ahead of the clock', url: 'ahead', status: 403, code: 'RequestTimeTooSkewed' },
];

/** Asks one case; answers what is wrong with the answer, '' for nothing. */
export async function askCase(one: SignedUrlCase, url: string, origin: string): Promise<string> {
  const answer = await fetch(one.change?.(url) ?? url, {
    method: one.method ?? 'GET',
    headers: one.headers?.(origin) ?? {},
    ...(one.method === 'PUT' && { body: 'nothing' }),
  });
  const body = new Uint8Array(await answer.arrayBuffer());
  if (answer.status !== one.status) return `status ${String(answer.status)}`;
  const said = /<Code>(\w+)<\/Code>/.exec(new TextDecoder().decode(body))?.[1];
  if (one.code !== undefined && said !== one.code) return `code ${said ?? 'none'}`;
  return one.look?.(answer, body, origin) ?? '';
}
