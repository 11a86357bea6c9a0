/** Files of this computer in the viewer, without an account, without a request, without a connection. */
import { AxeBuilder } from '@axe-core/playwright';
import JSZip from 'jszip';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { stackInfo } from '../support/stack.ts';
import { ctFiles, expectedSlice, mrFiles, sizeOf } from './support/real-study.ts';
import { difference, seenGreys } from './support/seen-pixels.ts';

const { web } = stackInfo().origins;
const ct = ctFiles();
const mr = mrFiles();
const wcag22aa = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

let folder: string;
let browser: Browser;
let context: BrowserContext;
let page: Page;
/** What left the page, its worker and its service worker since the last look. */
let requests: { method: string; url: string; body: number }[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'local-'));
  await mkdir(join(folder, 'CT'));
  for (const { name, bytes } of ct) await writeFile(join(folder, 'CT', name), bytes);
  await writeFile(join(folder, 'CT', 'letter.txt'), 'Dear colleague');
  const zip = new JSZip();
  for (const { name, bytes } of mr) zip.file(`MR/${name}`, bytes, { compression: 'DEFLATE' });
  await writeFile(join(folder, 'MR.zip'), await zip.generateAsync({ type: 'uint8array' }));
  browser = await launchChromium();
  context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  context.on('request', (request) => {
    requests.push({
      method: request.method(),
      url: request.url(),
      body: request.postDataBuffer()?.length ?? 0,
    });
  });
  page = await context.newPage();
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

const ownFiles = ['icon.svg', 'manifest.webmanifest', 'service-worker.js'].map((name) => `${web}/${name}`);

/** The app itself, by GET: its own files, with a hash in their name, and those few that browsers ask for by theirs. */
const isOwnCode = ({ method, url, body }: (typeof requests)[number]): boolean =>
  method === 'GET' &&
  body === 0 &&
  !url.includes('?') &&
  (url.startsWith(`${web}/assets/`) || ownFiles.includes(url));

const image = (position: number, of: number) =>
  page.getByRole('img', { name: `Image ${String(position)} of ${String(of)}` });

/** The difference to the slice that lies nearest to what is seen. */
async function apartFromNearest(files: typeof ct): Promise<number> {
  const size = sizeOf(files);
  const seen = await seenGreys(page, size);
  return Math.min(...files.map((file) => difference(seen, expectedSlice(file))));
}

async function axe(): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(wcag22aa).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

test('a visitor without an account finds the way from the first page', async () => {
  await page.goto(web, { waitUntil: 'networkidle' });
  await page.getByRole('button', { name: 'Reject all' }).click();
  // The answer is recorded now, and no request of what comes.
  await page.waitForFunction(() => localStorage.getItem('tracking-consent')?.includes('"recorded"'));
  await page.getByRole('link', { name: 'open it from this computer' }).click();
  await page.getByRole('heading', { name: 'Open from this computer' }).waitFor();
  expect(await axe()).toEqual([]);
});

test('a folder is shown in the viewer, with the grey levels of its files and without a request', async () => {
  await page.goto(`${web}/local`, { waitUntil: 'networkidle' });
  await expect
    .poll(() => page.evaluate(async () => (await caches.match('/index.html')) !== undefined), {
      timeout: 30_000,
    })
    .toBe(true);
  requests = [];
  await page.getByLabel('Folder to open').setInputFiles(join(folder, 'CT'));
  await page.getByText('Not uploaded').waitFor();
  await expect.poll(() => apartFromNearest(ct), { timeout: 30_000 }).toBeLessThan(3);
  await page.keyboard.press('End');
  await image(ct.length, ct.length).waitFor();
  await expect.poll(() => apartFromNearest(ct), { timeout: 30_000 }).toBeLessThan(3);
  await page.waitForFunction(() => performance.getEntriesByName('series-local').length > 0);
  expect(requests.filter((request) => !isOwnCode(request))).toEqual([]);
});

test('a ZIP beside it makes a list by patient, and its deflated files are shown', async () => {
  await page.getByRole('link', { name: 'Back to the files' }).click();
  requests = [];
  await page.getByLabel('Files to open').setInputFiles(join(folder, 'MR.zip'));
  const rows = page.getByRole('button', { name: /^Open / });
  await expect.poll(() => rows.count(), { timeout: 30_000 }).toBe(2);
  await page.getByText('1 other file', { exact: true }).click();
  expect(await page.getByText('CT/letter.txt').count()).toBe(1);
  expect(await axe()).toEqual([]);
  await page.getByRole('button', { name: /^Open MR/ }).click();
  await page
    .getByRole('img', { name: /^Image \d+ of \d+$/ })
    .first()
    .waitFor();
  await expect.poll(() => apartFromNearest(mr), { timeout: 30_000 }).toBeLessThan(3);
  expect(await axe()).toEqual([]);
  expect(requests.filter((request) => !isOwnCode(request))).toEqual([]);
});

test('after a reload the files are gone and are asked for again', async () => {
  await page.reload();
  await page.getByRole('heading', { name: 'Open from this computer' }).waitFor();
  expect(await page.getByRole('button', { name: /^Open / }).count()).toBe(0);
});

test('without a connection the page opens and shows files all the same', async () => {
  await page.close();
  await context.setOffline(true);
  page = await context.newPage();
  await page.goto(`${web}/local`);
  await page.getByLabel('Folder to open').setInputFiles(join(folder, 'CT'));
  await page.getByRole('img', { name: new RegExp(`^Image \\d+ of ${String(ct.length)}$`) }).waitFor();
  await expect.poll(() => apartFromNearest(ct), { timeout: 30_000 }).toBeLessThan(3);
  await context.setOffline(false);
});

test('no service worker is in charge of a link’s page or of the studies', async () => {
  for (const path of ['/v', '/', '/sign-in']) {
    await page.goto(`${web}${path}`);
    expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
  }
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return all.flat().map(({ url }) => new URL(url).pathname);
  });
  expect(
    kept.filter(
      (path) => path !== '/index.html' && (path.startsWith('/api') || /analytics|\.html$/.test(path)),
    ),
  ).toEqual([]);
});
