import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { necessary } from '../../web/src/legal/stored-values.ts';
import { launchChromium } from '../support/chromium.ts';
import { stackInfo } from '../support/stack.ts';

const { web } = stackInfo().origins;
const analyticsRequest =
  /\/api\/count|usage-sink|first-party-counter|firebase-analytics|google-analytics|googletagmanager/;

let browser: Browser;
let context: BrowserContext;
let page: Page;
let requested: string[];

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
beforeEach(async () => {
  requested = [];
  context = await browser.newContext();
  context.on('request', (request) => requested.push(request.url()));
  page = await context.newPage();
});
afterEach(() => context.close());

const analytics = (): string[] => requested.filter((url) => analyticsRequest.test(url));
const banner = () => page.getByRole('dialog', { name: 'May we count how the app is used?' });
/** Names of all that this origin keeps on the machine, in every kind of storage. */
const keptNames = (): Promise<string[]> =>
  page.evaluate(async () => [
    ...Object.keys(localStorage),
    ...Object.keys(sessionStorage),
    ...(await caches.keys()),
    ...(await indexedDB.databases()).map(({ name = '' }) => name),
  ]);
const storedKeys = (): Promise<string[]> => page.evaluate(() => Object.keys(localStorage).sort());

/** Hides the page, which is when a counter sends what it holds. */
const hide = (): Promise<void> =>
  page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });

/** Through all that the footer leads to, in the running page. */
async function walk(): Promise<void> {
  const footer = page.getByRole('navigation', { name: 'Legal', exact: true });
  for (const path of ['/privacy', '/rights', '/processors', '/cookies', '/terms', '/support', '/security']) {
    // Not by the mouse: the question may lie over it.
    await footer.locator(`a[href="${path}"]`).dispatchEvent('click');
    await page.waitForURL(`${web}${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
  }
  await hide();
}

/** A visit to every public page. */
async function browse(): Promise<void> {
  await page.goto(web);
  await walk();
  for (const path of ['/sign-in', '/sign-up', '/local', '/v']) {
    await page.goto(`${web}${path}`, { waitUntil: 'networkidle' });
    await hide();
  }
}

async function answerWith(button: 'Accept all' | 'Reject all'): Promise<void> {
  await page.goto(web);
  await banner().getByRole('button', { name: button }).click();
  await banner().waitFor({ state: 'hidden' });
}

test('before a choice no analytics code, request, storage key or cookie, and nothing from other hosts', async () => {
  await browse();
  expect(analytics()).toEqual([]);
  expect(
    requested.filter((url) => !url.startsWith(web) && !/^http:\/\/(127\.0\.0\.1|localhost):/.test(url)),
  ).toEqual([]);
  expect(await storedKeys()).toEqual([]);
  expect(await context.cookies()).toEqual([]);
  const declared = necessary.map(({ name }) => name.replace('…', ''));
  const kept = await keptNames();
  expect(kept).toContain('firebaseLocalStorageDb');
  expect(kept.filter((name) => !declared.some((one) => name.startsWith(one)))).toEqual([]);
});

test('accepting and rejecting are equally easy: two buttons of one size in the first layer', async () => {
  await page.goto(web);
  const accept = await banner().getByRole('button', { name: 'Accept all' }).boundingBox();
  const reject = await banner().getByRole('button', { name: 'Reject all' }).boundingBox();
  expect(accept?.height).toBe(reject?.height);
  expect(Math.abs((accept?.width ?? 0) - (reject?.width ?? 0))).toBeLessThan(2);
});

test('after a no nothing is fetched or sent, and only the choice itself is kept', async () => {
  await answerWith('Reject all');
  await browse();
  expect(analytics()).toEqual([]);
  expect(await storedKeys()).toEqual(['tracking-consent']);
  expect(await context.cookies()).toEqual([]);
});

test('after a yes the counter gets closed sets of words, without cookies', async () => {
  const bodies: unknown[] = [];
  context.on('request', (request) => {
    if (request.url().endsWith('/api/count')) bodies.push(request.postDataJSON());
  });
  await answerWith('Accept all');
  await walk();
  await expect.poll(() => bodies.length).toBeGreaterThan(0);
  for (const body of bodies) {
    const { events } = body as { events: Record<string, unknown>[] };
    for (const event of events)
      expect(Object.keys(event).every((key) => ['name', 'page'].includes(key))).toBe(true);
  }
  expect(await storedKeys()).toEqual(['tracking-consent']);
  expect(await context.cookies()).toEqual([]);
});

test('a yes can be withdrawn from the footer, which stops the running page', async () => {
  await answerWith('Accept all');
  await expect.poll(() => analytics().length).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Cookie preferences' }).click();
  await page
    .getByRole('dialog', { name: 'Cookie preferences' })
    .getByRole('button', { name: 'Reject all' })
    .click();
  requested = [];
  await walk();
  await browse();
  expect(analytics()).toEqual([]);
});

test('clearing the value asks again', async () => {
  await answerWith('Reject all');
  await page.evaluate(() => {
    localStorage.removeItem('tracking-consent');
  });
  await page.reload();
  await banner().waitFor();
});
