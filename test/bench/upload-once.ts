/** Uploads a folder through the app in a fresh Chromium over a shaped line, and tells what it cost. */
import type { CDPSession, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { startProcessorTime } from './processor-time.ts';
import { startShapedLine, type LineOptions } from './shaped-line.ts';

export interface UploadMeasure {
  /** From the choice of the folder until everything is recognised and hashed as far as the list needs. */
  scanSeconds: number;
  /** From "Upload" until the server was told that all has come. */
  uploadSeconds: number;
  /** From "Upload" until the first bundle began to leave: the line has nothing to do till then. */
  firstBundleSeconds: number;
  bytesUp: number;
  requests: number;
  peakHeapMB: number;
  /** While uploading, by kind of process. */
  processorSeconds: Record<string, number>;
}

export interface SignIn {
  web: string;
  user: { email: string; password: string };
}

export interface UploadCase extends SignIn {
  folder: string;
  images: number;
  coding: 'always' | 'never';
  /** From the list's being complete to the press. */
  readsSeconds: number;
}

const patienceMs = 200_000;
const heapEveryMs = 250;

export async function uploadOnce(wanted: UploadCase, options: LineOptions): Promise<UploadMeasure> {
  const line = await startShapedLine(options);
  const browser = await launchChromium({
    args: [`--proxy-server=socks5://127.0.0.1:${String(line.port)}`, '--proxy-bypass-list=<-loopback>'],
  });
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    await page.addInitScript((coding) => {
      localStorage.setItem('upload-coding', coding);
    }, wanted.coding);
    await signIn(page, wanted);
    const heap = await watchHeap(await context.newCDPSession(page));
    let requests = 0;
    page.on('request', () => (requests += 1));

    const chosenAt = performance.now();
    await page.getByLabel('Folder to upload').setInputFiles(wanted.folder);
    await page
      .getByText(`${String(wanted.images)} images`)
      .first()
      .waitFor({ timeout: patienceMs });
    const scanSeconds = (performance.now() - chosenAt) / 1000;

    await page.waitForTimeout(wanted.readsSeconds * 1000);
    requests = 0;
    line.reset();
    const finished = page.waitForResponse((response) => response.url().includes('finishUpload'), {
      timeout: patienceMs,
    });
    // Awaited below; where something before it fails, that is what is told.
    finished.catch(() => undefined);
    const leaves = page.waitForRequest(
      (request) => request.headers()['x-goog-upload-command']?.startsWith('upload') === true,
      { timeout: patienceMs },
    );
    const processorTime = startProcessorTime();
    const pressedAt = performance.now();
    await page.getByRole('button', { name: 'Upload', exact: true }).click();
    await leaves;
    const firstBundleSeconds = (performance.now() - pressedAt) / 1000;
    await finished;
    const uploadSeconds = (performance.now() - pressedAt) / 1000;
    const processorSeconds = processorTime();
    const bytesUp = line.counts().up;
    const measured = { scanSeconds, uploadSeconds, firstBundleSeconds, bytesUp, requests, processorSeconds };
    return { ...measured, peakHeapMB: heap.stop() };
  } finally {
    await browser.close();
    await line.close();
  }
}

export async function signIn(page: Page, { web, user }: SignIn): Promise<void> {
  await page.goto(`${web}/sign-in`);
  await page.getByRole('button', { name: /reject/i }).click();
  await page.getByLabel('E-mail').fill(user.email);
  await page.getByLabel('Password', { exact: true }).fill(user.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByLabel('Folder to upload').waitFor({ state: 'attached' });
}

/** JavaScript heaps of the page and of its workers together. */
async function watchHeap(session: CDPSession): Promise<{ stop(): number }> {
  const workers = new Set<string>();
  const heaps = new Map<string, number>();
  let peak = 0;
  session.on('Target.attachedToTarget', ({ sessionId }) => workers.add(sessionId));
  session.on('Target.detachedFromTarget', ({ sessionId }) => {
    workers.delete(sessionId);
    heaps.delete(sessionId);
  });
  session.on('Target.receivedMessageFromTarget', ({ sessionId, message }) => {
    const { result } = JSON.parse(message) as { result?: { usedSize?: number } };
    if (result?.usedSize !== undefined) heaps.set(sessionId, result.usedSize);
  });
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  let id = 0;
  const timer = setInterval(() => {
    for (const sessionId of workers) {
      id += 1;
      const message = JSON.stringify({ id, method: 'Runtime.getHeapUsage' });
      session.send('Target.sendMessageToTarget', { sessionId, message }).catch(() => undefined);
    }
    session.send('Runtime.getHeapUsage').then(
      ({ usedSize }) => {
        peak = Math.max(peak, usedSize + [...heaps.values()].reduce((sum, size) => sum + size, 0));
      },
      () => undefined,
    );
  }, heapEveryMs);
  return {
    stop() {
      clearInterval(timer);
      return peak / 1e6;
    },
  };
}
