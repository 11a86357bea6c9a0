/**
 * V4 signed URLs as Cloud Storage checks them
 * (https://cloud.google.com/storage/docs/authentication/canonical-requests and …/signatures).
 */
import { createHash, createHmac, createVerify, timingSafeEqual } from 'node:crypto';
import { StorageError } from './storage-error.ts';

const maxExpiresSeconds = 7 * 24 * 60 * 60;
const clockSkewMs = 15 * 60 * 1000;

export interface SignedRequest {
  method: string;
  /** As it came over the wire, still percent-encoded. */
  path: string;
  query: string;
  /** Header names in lower case. */
  headers: Readonly<Record<string, string | undefined>>;
}

export interface Signers {
  /** PEM public keys by service account. */
  rsa: Readonly<Record<string, string>>;
  /** HMAC secrets by access id. */
  hmac: Readonly<Record<string, string>>;
}

export interface QueryParameter {
  name: string;
  value: string;
}

export function parseQuery(query: string): QueryParameter[] {
  if (query === '') return [];
  return query.split('&').map((pair) => {
    const [name = '', ...value] = pair.split('=');
    return { name: decode(name), value: decode(value.join('=')) };
  });
}

export function isSigned(query: string): boolean {
  return parseQuery(query).some(({ name }) => name === 'X-Goog-Signature');
}

export function canonicalRequest(request: SignedRequest): string {
  const parameters = parseQuery(request.query);
  const signedHeaders = valueOf(parameters, 'X-Goog-SignedHeaders');
  const query = parameters
    .filter(({ name }) => name !== 'X-Goog-Signature')
    .map(({ name, value }) => `${encode(name)}=${encode(value)}`)
    .sort();
  const headers = signedHeaders.split(';').map((name) => `${name}:${headerValue(request, name)}\n`);
  const payload = request.headers['x-goog-content-sha256'] ?? 'UNSIGNED-PAYLOAD';
  return [request.method, request.path, query.join('&'), headers.join(''), signedHeaders, payload].join('\n');
}

/** Throws a StorageError with the status and code that Cloud Storage answers. */
export function verifySignedRequest(request: SignedRequest, signers: Signers, nowMs: number): void {
  const parameters = parseQuery(request.query);
  const algorithm = valueOf(parameters, 'X-Goog-Algorithm');
  const credential = valueOf(parameters, 'X-Goog-Credential');
  const date = valueOf(parameters, 'X-Goog-Date');
  const signer = checkScope(credential, date);
  checkHeaders(request, valueOf(parameters, 'X-Goog-SignedHeaders'));
  checkTimes(date, valueOf(parameters, 'X-Goog-Expires'), nowMs);

  const scope = credential.slice(signer.length + 1);
  const signature = Buffer.from(valueOf(parameters, 'X-Goog-Signature'), 'hex');
  const tried = hostsToTry(request).map((canonical) => {
    const digest = createHash('sha256').update(canonical).digest('hex');
    return { canonical, toSign: [algorithm, date, scope, digest].join('\n') };
  });
  const fits = ({ toSign }: { toSign: string }) =>
    signatureFits(algorithm, signer, scope, toSign, signature, signers);
  if (tried.some(fits)) return;
  throw new StorageError(403, 'SignatureDoesNotMatch', 'Access denied.', {
    Details:
      'The request signature we calculated does not match the signature you provided. Check your Google secret key and signing method.',
    StringToSign: tried[0]?.toSign ?? '',
    CanonicalRequest: tried[0]?.canonical ?? '',
  });
}

/** Google's libraries sign the host's name alone; production has no port, and here it may or may not be signed. */
function hostsToTry(request: SignedRequest): string[] {
  const host = request.headers['host'] ?? '';
  const names = [...new Set([host, host.replace(/:\d+$/, '')])];
  return names.map((name) => canonicalRequest({ ...request, headers: { ...request.headers, host: name } }));
}

function signatureFits(
  algorithm: string,
  signer: string,
  scope: string,
  toSign: string,
  signature: Buffer,
  signers: Signers,
): boolean {
  if (algorithm === 'GOOG4-RSA-SHA256') {
    const key = signers.rsa[signer];
    if (key === undefined) throw unknownSigner();
    return createVerify('RSA-SHA256').update(toSign).verify(key, signature);
  }
  if (algorithm === 'GOOG4-HMAC-SHA256') {
    const secret = signers.hmac[signer];
    if (secret === undefined) throw unknownSigner();
    const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
    const key = scope.split('/').reduce<string | Buffer>(hmac, `GOOG4${secret}`);
    const expected = hmac(key, toSign);
    return expected.length === signature.length && timingSafeEqual(expected, signature);
  }
  throw invalid('X-Goog-Algorithm');
}

/** `signer/YYYYMMDD/location/storage/goog4_request`; answers the signer. */
function checkScope(credential: string, date: string): string {
  const [signer = '', day, location, service, kind, ...more] = credential.split('/');
  const wellFormed = service === 'storage' && kind === 'goog4_request' && more.length === 0;
  if (signer === '' || location === undefined || !wellFormed || day !== date.slice(0, 8)) {
    throw invalid('X-Goog-Credential');
  }
  return signer;
}

function checkHeaders(request: SignedRequest, signedHeaders: string): void {
  const names = signedHeaders.split(';');
  if (!names.includes('host')) throw invalid('X-Goog-SignedHeaders');
  const unsigned = Object.keys(request.headers).find(
    (name) => name.startsWith('x-goog-') && !names.includes(name),
  );
  if (unsigned !== undefined) throw invalid(unsigned);
}

function checkTimes(date: string, expires: string, nowMs: number): void {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date);
  if (parts === null) throw invalid('X-Goog-Date');
  const [year, month, day, hour, minute, second] = parts.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const signedAtMs = Date.UTC(year, month - 1, day, hour, minute, second);
  const seconds = /^\d{1,7}$/.test(expires) ? Number(expires) : NaN;
  if (!(seconds >= 1 && seconds <= maxExpiresSeconds)) throw invalid('X-Goog-Expires');
  if (signedAtMs - nowMs > clockSkewMs) {
    throw new StorageError(
      403,
      'RequestTimeTooSkewed',
      'The difference between the request time and the server time is too large.',
    );
  }
  const expiresAtMs = signedAtMs + seconds * 1000;
  if (nowMs > expiresAtMs) {
    throw new StorageError(400, 'ExpiredToken', 'Invalid argument.', {
      Details: `The provided token has expired. Request signature expired at: ${new Date(expiresAtMs).toISOString()}`,
    });
  }
}

function valueOf(parameters: readonly QueryParameter[], name: string): string {
  const found = parameters.filter((parameter) => parameter.name === name);
  if (found.length !== 1) throw invalid(name);
  return found[0]?.value ?? '';
}

function headerValue(request: SignedRequest, name: string): string {
  const value = request.headers[name];
  if (value === undefined) throw invalid('X-Goog-SignedHeaders');
  return value.trim().replace(/\s+/g, ' ');
}

/** RFC 3986: everything but unreserved characters. */
export function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalid('query');
  }
}

const invalid = (what: string) =>
  new StorageError(400, 'InvalidArgument', 'Invalid argument.', { Details: `Invalid ${what}.` });

const unknownSigner = () =>
  new StorageError(403, 'InvalidSecurity', 'The provided security credentials are not valid.');
