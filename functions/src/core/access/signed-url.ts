/**
 * V4 signed URLs for reading objects (https://cloud.google.com/storage/docs/authentication/canonical-requests).
 * Written out here because the client library asks for credentials and new dates at every URL: with dates from
 * outside, equal requests give equal URLs, which the browser and the proxy can compare.
 */
import { createHash, createHmac } from 'node:crypto';

export interface SigningIdentity {
  algorithm: 'GOOG4-RSA-SHA256' | 'GOOG4-HMAC-SHA256';
  /** Account or HMAC access id. */
  accessId: string;
  /** Signature of the string to sign, as hex. `day` is YYYYMMDD. */
  sign(stringToSign: string, day: string): Promise<string>;
}

export interface ReadRequest {
  /** Scheme and host. */
  origin: string;
  bucket: string;
  name: string;
  dateMs: number;
  expiresSeconds: number;
}

/** RFC 3986: everything but the unreserved characters. */
const encode = (text: string) =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

export async function signedReadUrl(request: ReadRequest, identity: SigningIdentity): Promise<string> {
  const { origin, bucket, name, dateMs, expiresSeconds } = request;
  const timestamp = new Date(dateMs).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
  const day = timestamp.slice(0, 8);
  const scope = `${day}/auto/storage/goog4_request`;
  const path = `/${bucket}/${name.split('/').map(encode).join('/')}`;
  const query = [
    ['X-Goog-Algorithm', identity.algorithm],
    ['X-Goog-Credential', `${identity.accessId}/${scope}`],
    ['X-Goog-Date', timestamp],
    ['X-Goog-Expires', String(expiresSeconds)],
    ['X-Goog-SignedHeaders', 'host'],
  ]
    .map(([key = '', value = '']) => `${key}=${encode(value)}`)
    .join('&');
  const canonical = ['GET', path, query, `host:${new URL(origin).host}\n`, 'host', 'UNSIGNED-PAYLOAD'].join(
    '\n',
  );
  const digest = createHash('sha256').update(canonical).digest('hex');
  const signature = await identity.sign([identity.algorithm, timestamp, scope, digest].join('\n'), day);
  return `${origin}${path}?${query}&X-Goog-Signature=${signature}`;
}

/** V4 with an HMAC key: a key derived for day and service signs. */
export function hmacSignature(secret: string, stringToSign: string, day: string): string {
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const key = hmac(hmac(hmac(hmac(`GOOG4${secret}`, day), 'auto'), 'storage'), 'goog4_request');
  return hmac(key, stringToSign).toString('hex');
}
