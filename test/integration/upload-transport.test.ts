/** The adapter of Firebase's upload protocol in Chromium, against the proxy that answers as production does. */
import { build } from 'esbuild';
import { randomBytes } from 'node:crypto';
import { paths } from '@pacs/shared/paths';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import type * as Transport from '../../web/src/upload/transport/firebase-resumable.ts';
import { launchChromium } from '../support/chromium.ts';
import { putDocument, signUpUser, type TestUser } from '../support/stack-clients.ts';
import { stackInfo } from '../support/stack.ts';

declare global {
  // What the bundle below leaves in the page.
  var firebaseResumable: typeof Transport.firebaseResumable;
  var transport: ReturnType<typeof Transport.firebaseResumable>;
}

const { buckets, origins } = stackInfo();
const MiB = 1024 * 1024;
let browser: Browser;
let page: Page;
let user: TestUser;
let script: string;

beforeAll(async () => {
  const bundled = await build({
    stdin: {
      contents: `import { firebaseResumable } from './web/src/upload/transport/firebase-resumable.ts';
        globalThis.firebaseResumable = firebaseResumable;`,
      resolveDir: new URL('../..', import.meta.url).pathname,
    },
    bundle: true,
    write: false,
    format: 'iife',
  });
  script = bundled.outputFiles[0]?.text ?? '';
  browser = await launchChromium();
  user = await signUpUser();
  // Whoever has a ticket has attested before.
  await putDocument(paths.user(user.localId), { createdAtMs: Date.now() });
});

afterAll(async () => {
  await browser.close();
});

beforeEach(async () => {
  // A page of the app without its scripts: served for real, because Chromium keeps made-up pages from localhost.
  const context = await browser.newContext({ bypassCSP: true });
  page = await context.newPage();
  await page.goto(`${origins.web}/robots.txt`);
  await page.addScriptTag({ content: script });
  await page.evaluate(
    ({ origin, token }) => {
      globalThis.transport = globalThis.firebaseResumable({ origin, idToken: () => Promise.resolve(token) });
    },
    { origin: origins.storageProxy, token: user.idToken },
  );
  return () => context.close();
});

/** An open ticket with one bundle of this size; the object's name. */
async function ticket(bytes: number, owner = user): Promise<string> {
  const uploadId = crypto.randomUUID();
  await putDocument(`uploads/${uploadId}`, {
    ownerUid: owner.localId,
    state: 'open',
    bucket: buckets.uploads,
    // Other suites of this stack move its clock.
    expiresAtMs: Number.MAX_SAFE_INTEGER,
    bundles: { bundle: { bytes, state: 'awaited' } },
  });
  return `${uploadId}/bundle`;
}

const start = (name: string, bytes: number) =>
  page.evaluate((object) => globalThis.transport.start(object, new AbortController().signal), {
    bucket: buckets.uploads,
    name,
    bytes,
  });

interface Part {
  session: string;
  offset: number;
  bytes: number;
  last: boolean;
}

/** Sends zeros; answers with the last byte count that was reported. */
const send = (part: Part) =>
  page.evaluate(async ({ session, offset, bytes, last }) => {
    let reported = 0;
    const content = new Blob([new Uint8Array(bytes)]);
    await globalThis.transport.send(
      session,
      { bytes: content, offset, last },
      (sent) => (reported = sent),
      new AbortController().signal,
    );
    return reported;
  }, part);

const query = (session: string) =>
  page.evaluate((url) => globalThis.transport.query(url, new AbortController().signal), session);

describe('the upload protocol from the browser', () => {
  it('sends a bundle in one request and reports every byte', async () => {
    const session = await start(await ticket(3 * MiB), 3 * MiB);
    expect(await send({ session, offset: 0, bytes: 3 * MiB, last: true })).toBe(3 * MiB);
    expect(await query(session)).toEqual({ state: 'final' });
  });

  it('goes on at the server’s offset after a part', async () => {
    const session = await start(await ticket(MiB + 77), MiB + 77);
    await send({ session, offset: 0, bytes: MiB, last: false });
    expect(await query(session)).toEqual({ state: 'active', offset: MiB });
    await send({ session, offset: MiB, bytes: 77, last: true });
    expect(await query(session)).toEqual({ state: 'final' });
  });

  it('says that its offset is not the server’s', async () => {
    const session = await start(await ticket(2 * MiB), 2 * MiB);
    await expect(send({ session, offset: MiB, bytes: MiB, last: true })).rejects.toThrow('offset');
    expect(await query(session)).toEqual({ state: 'active', offset: 0 });
  });

  it('stops at once when told, and what has arrived counts', async () => {
    const session = await start(await ticket(64 * MiB), 64 * MiB);
    const outcome = await page.evaluate(async (url) => {
      const stopper = new AbortController();
      const content = new Blob(Array.from({ length: 64 }, () => new Uint8Array(1024 * 1024)));
      return globalThis.transport
        .send(
          url,
          { bytes: content, offset: 0, last: true },
          () => stopper.abort(new Error('paused')),
          stopper.signal,
        )
        .then(
          () => 'sent',
          (error: unknown) => (error instanceof Error ? error.message : ''),
        );
    }, session);
    expect(outcome).toBe('paused');
    // The server may still be storing what arrived; the engine asks again too.
    await vi.waitFor(
      async () => {
        const progress = await query(session);
        const offset = progress.state === 'active' ? progress.offset : 64 * MiB;
        expect(offset % (256 * 1024)).toBe(0);
        await send({ session, offset, bytes: 64 * MiB - offset, last: true });
      },
      { timeout: 60_000 },
    );
    expect(await query(session)).toEqual({ state: 'final' });
  });

  it('asks for a fresh token where the first one is refused, once', async () => {
    const asked = await page.evaluate(
      async ({ origin, token, object }) => {
        const refreshes: boolean[] = [];
        const idToken = (options: { forceRefresh?: boolean } = {}) => {
          refreshes.push(options.forceRefresh === true);
          return Promise.resolve(options.forceRefresh === true ? token : 'stale.token.here');
        };
        const session = await globalThis
          .firebaseResumable({ origin, idToken })
          .start(object, new AbortController().signal);
        return { refreshes, session };
      },
      {
        origin: origins.storageProxy,
        token: user.idToken,
        object: { bucket: buckets.uploads, name: await ticket(10), bytes: 10 },
      },
    );
    expect(asked.refreshes).toEqual([false, true]);
    expect(asked.session).toMatch(/^http/);
  });

  it('tells refusals apart: no ticket for this size, another’s ticket, an unknown session', async () => {
    await expect(start(await ticket(10), 11)).rejects.toThrow('forbidden');
    await expect(start(await ticket(10, await signUpUser()), 10)).rejects.toThrow('forbidden');
    const session = await start(await ticket(10), 10);
    await expect(
      query(session.replace(/upload_id=[^&]+/, `upload_id=${randomBytes(8).toString('hex')}`)),
    ).rejects.toThrow('gone');
  });

  it('tells a lost network from a refusal', async () => {
    const session = await start(await ticket(10), 10);
    await page.context().setOffline(true);
    await expect(send({ session, offset: 0, bytes: 10, last: true })).rejects.toThrow('network');
    await page.context().setOffline(false);
    expect(await query(session)).toEqual({ state: 'active', offset: 0 });
  });

  it('cancels a session', async () => {
    const session = await start(await ticket(10), 10);
    await page.evaluate((url) => globalThis.transport.cancel(url), session);
    await expect(query(session)).rejects.toThrow('gone');
  });
});
