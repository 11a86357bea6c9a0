/** What is no image, opened from files of this computer: real documents where they lie beside the checkout. */
import { AxeBuilder } from '@axe-core/playwright';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { root } from '../../tools/stack/directories.ts';
import { launchChromium } from '../support/chromium.ts';
import { stackInfo } from '../support/stack.ts';

const { web } = stackInfo().origins;
const dicom = join(root, '..', 'shared', 'dicom');
const pdf = join(dicom, 'derived/encapsulated_pdf.dcm');
const report = join(dicom, 'dcmjs-org+dcmjs/test/sample-sr.dcm');

let browser: Browser;
let context: BrowserContext | undefined;
let page: Page;
let sent: string[] = [];

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
beforeEach(async () => {
  await context?.close();
  context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  sent = [];
  context.on('request', (request) => {
    // The answer about cookies is recorded while the file is being opened, or before.
    if (request.method() !== 'GET' && !request.url().endsWith('/api/consent')) sent.push(request.url());
  });
  page = await context.newPage();
  await page.goto(`${web}/local`);
  await page.getByRole('button', { name: 'Reject all' }).click();
});

async function open(file: string, tile: RegExp): Promise<void> {
  await page.getByLabel('Files to open').setInputFiles(file);
  await page.getByRole('region', { name: 'Documents' }).getByRole('button', { name: tile }).click();
  await page.getByRole('dialog').waitFor();
}

async function axe(): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).include('dialog').analyze();
  return violations.map(({ id }) => id);
}

test.skipIf(!existsSync(pdf))('a PDF is drawn, can be kept, and asks nothing of any server', async () => {
  await open(pdf, /PDF/);
  await page.locator('canvas[data-drawn]').first().waitFor();
  const inked = await page
    .locator('canvas[data-drawn]')
    .first()
    .evaluate((canvas: HTMLCanvasElement) => {
      const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      return pixels.some((value, i) => i % 4 === 0 && value < 64);
    });
  expect(inked).toBe(true);
  await page.getByText('Synthetic shared report, no patient').waitFor({ state: 'attached' });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('document.pdf');
  expect(await axe()).toEqual([]);
  expect(sent).toEqual([]);
});

test.skipIf(!existsSync(report))(
  'a structured report is text under headings, and Escape closes it',
  async () => {
    await open(report, /report/i);
    await page.getByRole('heading', { name: 'Imaging Measurement Report' }).waitFor();
    await page.getByRole('heading', { name: 'Imaging Measurements' }).waitFor();
    expect(await page.getByText('Not verified').count()).toBe(1);
    expect(await axe()).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  },
);
