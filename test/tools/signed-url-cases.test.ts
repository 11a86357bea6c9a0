/** The proxy answers signed URLs as Cloud Storage does: the cases that `npm run check:production` asks of a deployment. */
import { createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  hmacSignature,
  signedReadUrl,
  type SigningIdentity,
} from '../../functions/src/core/access/signed-url.ts';
import { askCase, signedUrlCases, type SignedUrlCase } from '../../tools/production/signed-url-cases.ts';
import { readCorsFile } from '../../tools/storage-proxy/bucket-cors.ts';
import { serveObject } from '../../tools/storage-proxy/serve-object.ts';
import { StorageError } from '../../tools/storage-proxy/storage-error.ts';

const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const account = 'signer@demo.iam.gserviceaccount.com';
const rsa: SigningIdentity = {
  algorithm: 'GOOG4-RSA-SHA256',
  accessId: account,
  sign: (text) => Promise.resolve(createSign('RSA-SHA256').update(text).sign(keys.privateKey, 'hex')),
};
const hmac: SigningIdentity = {
  algorithm: 'GOOG4-HMAC-SHA256',
  accessId: 'GOOG1ACCESS',
  sign: (text, day) => Promise.resolve(hmacSignature('secret', text, day)),
};
const minute = 60_000;
const nowMs = Date.UTC(2026, 1, 8, 12);
const dates: Record<SignedUrlCase['url'], number> = {
  valid: nowMs - minute,
  expired: nowMs - 11 * minute,
  ahead: nowMs + 16 * minute,
};

let folder: string;
let server: Server;
let origin: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'signed-urls-'));
  const bytes = randomBytes(1_000);
  writeFileSync(join(folder, 'pack'), bytes);
  const object = {
    name: 'study/life/pack.frames',
    bucket: 'studies',
    generation: '1',
    metageneration: '1',
    size: bytes.length,
    timeCreated: new Date(nowMs).toISOString(),
    updated: new Date(nowMs).toISOString(),
    md5Hash: '',
    crc32c: '',
    etag: 'etag',
    cacheControl: 'private, no-store, no-transform',
  };
  const service = {
    client: {
      metadata: (_bucket: string, name: string) => Promise.resolve(name === object.name ? object : undefined),
      download: () => Promise.reject(new Error('nothing to download')),
      upload: () => Promise.reject(new Error('nothing to upload')),
    },
    cache: { file: () => Promise.resolve(join(folder, 'pack')) },
    signers: { rsa: { [account]: keys.publicKey }, hmac: { GOOG1ACCESS: 'secret' } },
    cors: { studies: readCorsFile(new URL('../../cors.json', import.meta.url).pathname) },
    now: () => nowMs,
  };
  server = createServer((request, response) => {
    serveObject(service, request, response).catch((error: unknown) => {
      const known = error instanceof StorageError ? error : new StorageError(500, 'InternalError', '');
      response.writeHead(known.status).end(known.toXml());
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.each([rsa, hmac])('signed by $algorithm', (identity) => {
  const urlFor = (when: SignedUrlCase['url']) =>
    signedReadUrl(
      { origin, bucket: 'studies', name: 'study/life/pack.frames', dateMs: dates[when], expiresSeconds: 600 },
      identity,
    );

  test.each(signedUrlCases.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
    expect(await askCase(one, await urlFor(one.url), 'https://app.example')).toBe('');
  });
});

test('a case notices an answer that is not the right one', async () => {
  const asked = await signedReadUrl(
    { origin, bucket: 'studies', name: 'study/none.frames', dateMs: nowMs, expiresSeconds: 600 },
    rsa,
  );
  const wrong = await Promise.all(
    signedUrlCases
      .filter(({ status }) => status < 300)
      .map((one) => askCase(one, asked, 'https://app.example')),
  );
  expect(wrong.filter((words) => words === 'status 404').length).toBeGreaterThan(4);
});
