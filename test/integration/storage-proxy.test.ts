/** The storage proxy in a running stack: what it answers where the emulator alone would not. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { Storage } from '@google-cloud/storage';
import { paths } from '@pacs/shared/paths';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { advanceClock, stackNowMs } from '../support/clock.ts';
import { putDocument, putObject, signUpUser, type TestUser } from '../support/stack-clients.ts';
import { stackInfo } from '../support/stack.ts';

const { buckets, origins, signingKeyFile, projectId } = stackInfo();
const minute = 60_000;
const day = 24 * 60 * minute;
const KiB256 = 256 * 1024;

const key = z
  .object({ clientEmail: z.string(), privateKey: z.string() })
  .parse(JSON.parse(readFileSync(signingKeyFile, 'utf8')));
const storage = new Storage({
  projectId,
  apiEndpoint: origins.storageProxy,
  credentials: { client_email: key.clientEmail, private_key: key.privateKey },
});

/** Signed by Google's own library, which knows nothing of the proxy. */
async function sign(name: string, lifetimeMs = 10 * minute): Promise<string> {
  const nowMs = stackNowMs();
  const [url] = await storage
    .bucket(buckets.studies)
    .file(name)
    .getSignedUrl({
      version: 'v4',
      action: 'read',
      accessibleAt: nowMs,
      expires: nowMs + lifetimeMs,
    });
  return url;
}

describe('signed URLs through the proxy', () => {
  const bytes = randomBytes(1_000_000);
  const name = `study/${crypto.randomUUID()}/pack (1).frames`;

  beforeAll(async () => {
    await putObject(buckets.studies, name, new Uint8Array(bytes));
  });

  it('serve the whole object and single ranges of it', async () => {
    const url = await sign(name);
    const whole = await fetch(url);
    expect(whole.status).toBe(200);
    expect(Buffer.from(await whole.arrayBuffer()).equals(bytes)).toBe(true);
    const part = await fetch(url, { headers: { range: 'bytes=1000-1999', origin: 'https://app.example' } });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe('bytes 1000-1999/1000000');
    expect(part.headers.get('access-control-expose-headers')).toContain('Content-Range');
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(1000, 2000))).toBe(true);
    const beyond = await fetch(url, { headers: { range: 'bytes=1000000-' } });
    expect(beyond.status).toBe(416);
  });

  it('are refused when tampered with, when missing, and for another object', async () => {
    const url = await sign(name);
    const tampered = await fetch(url.replace('X-Goog-Expires=', 'X-Goog-Expires=1'));
    expect(tampered.status).toBe(403);
    expect(await tampered.text()).toContain('<Code>SignatureDoesNotMatch</Code>');
    const unsigned = await fetch(url.split('?')[0] ?? '');
    expect(unsigned.status).toBe(403);
    expect(await unsigned.text()).toContain('<Code>AccessDenied</Code>');
    expect((await fetch(await sign('study/none'))).status).toBe(404);
  });

  it('are refused once the clock has passed their expiry', async () => {
    const url = await sign(name, 10 * minute);
    advanceClock(11 * minute);
    const late = await fetch(url);
    expect(late.status).toBe(400);
    expect(await late.text()).toContain('<Code>ExpiredToken</Code>');
  });
});

describe('uploads through the proxy', () => {
  let user: TestUser;
  beforeAll(async () => {
    user = await signUpUser();
    // Whoever has a ticket has attested before.
    await putDocument(paths.user(user.localId), { createdAtMs: Date.now() });
  });

  async function ticket(bytes: number, owner = user): Promise<string> {
    const uploadId = crypto.randomUUID();
    await putDocument(`uploads/${uploadId}`, {
      ownerUid: owner.localId,
      state: 'open',
      bucket: buckets.uploads,
      expiresAtMs: stackNowMs() + 30 * day,
      bundles: { bundle: { bytes, state: 'awaited' } },
    });
    return `${uploadId}/bundle`;
  }

  function start(name: string, bytes: number, token = user.idToken, bucket = buckets.uploads) {
    return fetch(`${origins.storageProxy}/v0/b/${bucket}/o?name=${encodeURIComponent(name)}`, {
      method: 'POST',
      headers: {
        'x-goog-upload-protocol': 'resumable',
        'x-goog-upload-command': 'start',
        'x-goog-upload-header-content-length': String(bytes),
        'content-type': 'application/json',
        authorization: `Firebase ${token}`,
      },
      body: JSON.stringify({ contentType: 'application/zip' }),
    });
  }

  async function session(name: string, bytes: number): Promise<string> {
    const answer = await start(name, bytes);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('x-goog-upload-chunk-granularity')).toBe(String(KiB256));
    return answer.headers.get('x-goog-upload-url') ?? '';
  }

  function send(url: string, command: string, offset?: number, body?: Uint8Array<ArrayBuffer>) {
    return fetch(url, {
      method: 'POST',
      headers: {
        'x-goog-upload-command': command,
        ...(offset === undefined ? {} : { 'x-goog-upload-offset': String(offset) }),
      },
      ...(body === undefined ? {} : { body }),
    });
  }

  it('arrive byte for byte, in chunks', async () => {
    const content = new Uint8Array(randomBytes(KiB256 * 2 + 77));
    const name = await ticket(content.length);
    const url = await session(name, content.length);
    const first = await send(url, 'upload', 0, content.slice(0, KiB256 * 2));
    expect(first.headers.get('x-goog-upload-status')).toBe('active');
    const query = await send(url, 'query');
    expect(query.headers.get('x-goog-upload-size-received')).toBe(String(KiB256 * 2));
    const last = await send(url, 'upload, finalize', KiB256 * 2, content.slice(KiB256 * 2));
    expect(last.headers.get('x-goog-upload-status')).toBe('final');
    expect(await last.json()).toMatchObject({
      name,
      size: String(content.length),
      contentType: 'application/zip',
    });
  });

  it('are refused at the start to strangers, other users, wrong sizes and the second bucket', async () => {
    const name = await ticket(1000);
    const other = await signUpUser();
    expect((await start(name, 1001)).status).toBe(403);
    expect((await start(name, 1000, other.idToken)).status).toBe(403);
    expect((await start(`${name}x`, 1000)).status).toBe(403);
    expect((await start(name, 1000, user.idToken, buckets.studies)).status).toBe(403);
    expect((await start(name, 1000, 'not.a.token')).status).toBe(401);
    const nobody = await fetch(
      `${origins.storageProxy}/v0/b/${buckets.uploads}/o?name=${encodeURIComponent(name)}`,
      {
        method: 'POST',
        headers: {
          'x-goog-upload-protocol': 'resumable',
          'x-goog-upload-command': 'start',
          'x-goog-upload-header-content-length': '1000',
        },
        body: JSON.stringify({ contentType: 'application/zip' }),
      },
    );
    expect(nobody.status).toBe(403);
    expect((await start(name, 1000)).status).toBe(200);
  });

  it('refuse wrong offsets, odd chunks, and more or fewer bytes than declared, and lose nothing by it', async () => {
    const content = new Uint8Array(randomBytes(KiB256 + 10));
    const url = await session(await ticket(content.length), content.length);
    expect((await send(url, 'upload', 0, content.slice(0, 1000))).status).toBe(400);
    expect((await send(url, 'upload', 0, content.slice(0, KiB256))).status).toBe(200);
    expect((await send(url, 'upload', 0, content.slice(0, KiB256))).status).toBe(400);
    expect((await send(url, 'upload, finalize', KiB256, content.slice(0, 11))).status).toBe(400);
    expect((await send(url, 'upload, finalize', KiB256, content.slice(0, 9))).status).toBe(400);
    expect((await send(url, 'upload, finalize', KiB256, content.slice(KiB256))).status).toBe(200);
  });

  it('keep whole granules of what arrived before a connection broke', async () => {
    const content = randomBytes(KiB256 * 3);
    const url = await session(await ticket(content.length), content.length);
    const received = async () =>
      Number((await send(url, 'query')).headers.get('x-goog-upload-size-received'));
    const request = httpRequest(url, {
      method: 'POST',
      headers: {
        'x-goog-upload-command': 'upload, finalize',
        'x-goog-upload-offset': '0',
        'content-length': content.length,
      },
    });
    const closed = new Promise((resolve) => request.on('error', resolve));
    request.write(content.subarray(0, KiB256 + 5000));
    await expect.poll(received, { timeout: 10_000 }).toBe(KiB256 + 5000);
    request.destroy(new Error('the line went dead'));
    await closed;
    await expect.poll(received, { timeout: 10_000 }).toBe(KiB256);
    const rest = new Uint8Array(content.subarray(KiB256));
    expect((await send(url, 'upload, finalize', KiB256, rest)).status).toBe(200);
  });

  it('end when they are cancelled, and a week after they began', async () => {
    const cancelled = await session(await ticket(1000), 1000);
    expect((await send(cancelled, 'cancel')).headers.get('x-goog-upload-status')).toBe('cancelled');
    expect((await send(cancelled, 'upload, finalize', 0, new Uint8Array(1000))).status).toBe(400);
    const old = await session(await ticket(1000), 1000);
    advanceClock(8 * day);
    expect((await send(old, 'query')).status).toBe(404);
    expect((await start(await ticket(1000), 1000)).status).toBe(401);
  });
});
