/** A page reloaded in the middle of an upload goes on where it was, and nothing freezes on the way. */
import JSZip from 'jszip';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { stackInfo } from '../support/stack.ts';
import { tinyDicom } from '../upload/fakes/tiny-dicom.ts';

const { origins } = stackInfo();
const images = 16;
let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(async () => {
  await browser.close();
});

async function signedUp(): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  // Bundles that are slices of the archive: coded ones start again.
  await page.addInitScript(() => {
    localStorage.setItem('upload-coding', 'never');
  });
  page.on('dialog', (dialog) => void dialog.accept());
  await page.goto(`${origins.web}/sign-up`);
  await page.getByRole('button', { name: /reject/i }).click();
  await page.getByLabel('E-mail').fill(`${crypto.randomUUID()}@example.org`);
  await page.getByLabel('Password').fill('correct horse battery');
  await page.locator('label.ui-checkbox').click({ position: { x: 8, y: 12 } });
  await page.getByRole('button', { name: 'Make an account' }).click();
  await page.getByRole('button', { name: 'Choose files' }).waitFor();
  return page;
}

async function drop(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  await page.getByRole('heading', { name: 'Recognised' }).waitFor();
}

/** An archive whose entries are deflated already, so that its bundles are slices of it. */
async function archive(): Promise<Buffer> {
  const zip = new JSZip();
  for (let i = 0; i < images; i++) {
    const bytes = tinyDicom({ sop: `1.2.3.${String(i)}`, number: i, pixels: 200_000, noisy: true });
    zip.file(`IMAGES/${String(i)}`, bytes, { compression: 'DEFLATE' });
  }
  return zip.generateAsync({ type: 'nodebuffer' });
}

describe('an upload', () => {
  it('goes on at the server’s offset after the page was reloaded and the same ZIP dropped again', async () => {
    const page = await signedUp();
    const content = await archive();
    const line = await page.context().newCDPSession(page);
    const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 200_000 };
    await line.send('Network.enable');
    await line.send('Network.emulateNetworkConditions', slow);
    await drop(page, 'cd.zip', content);
    await page
      .locator('.upload-start label.ui-checkbox', { hasText: 'legal grounds' })
      .click({ position: { x: 8, y: 12 } });
    await page.getByRole('button', { name: 'Upload', exact: true }).click();
    await expect
      .poll(() => page.locator('.upload-item [role=progressbar]').getAttribute('aria-valuenow'), {
        timeout: 60_000,
      })
      .toMatch(/^[3-9]\d/);
    await page.reload();

    await page.getByRole('button', { name: 'Choose files' }).waitFor();
    await line.send('Network.emulateNetworkConditions', { ...slow, uploadThroughput: -1 });
    const commands: string[] = [];
    let sentAgain = 0;
    page.on('request', (request) => {
      const command = request.headers()['x-goog-upload-command'];
      if (command === undefined) return;
      commands.push(command);
      const offset = Number(request.headers()['x-goog-upload-offset'] ?? Number.NaN);
      if (command === 'upload, finalize') sentAgain = content.length - offset;
    });
    await drop(page, 'cd, under another name.zip', content);
    await page.getByRole('button', { name: 'Upload', exact: true }).click();
    await page.locator('.upload-item[data-step=done]').waitFor({ timeout: 90_000 });
    expect(commands).toEqual(['query', 'upload, finalize']);
    expect(sentAgain).toBeLessThan(content.length * 0.9);
    await page
      .getByText(`${String(images)} images`)
      .first()
      .waitFor();
    await page.context().close();
  });
});
