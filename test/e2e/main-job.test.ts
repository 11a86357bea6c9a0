import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apiPaths, paths } from '@pacs/shared/paths';
import JSZip from 'jszip';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { documentFields } from '../integration/stack-inside.ts';
import { launchChromium } from '../support/chromium.ts';
import { watchViolations } from '../support/policy-violations.ts';
import { advanceClock } from '../support/clock.ts';
import { stackInfo } from '../support/stack.ts';
import { findMarks, newMark, ofPatient, saidByStack } from './support/marks.ts';
import { ctFiles, expectedSlice, mrFiles, sizeOf } from './support/real-study.ts';
import { difference, seenGreys } from './support/seen-pixels.ts';

const Codes = z.object({
  oobCodes: z.array(z.object({ email: z.string(), requestType: z.string(), oobLink: z.string() })),
});
const { web } = stackInfo().origins;
const email = `doctor-${crypto.randomUUID()}@example.org`;
/** Nothing outside of the study and the screen may hold one of these. */
const marks = { name: newMark('Name'), id: newMark('Id'), file: newMark('File') };
const ct = ctFiles().map(({ name, bytes }) => ({
  name: `${marks.file}-${name}`,
  bytes: ofPatient(bytes, `${marks.name}^Jane`, marks.id),
}));
const mr = mrFiles();
const ctSize = sizeOf(ct);
let browser: Browser;
let page: Page;
let folder: string;
const errors: string[] = [];
/** Of all pages: addresses and headers of requests, words for the console, titles. */
const told: string[] = [];
const counted: string[] = [];
let violations: string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'main-job-'));
  mkdirSync(join(folder, 'CT'));
  for (const { name, bytes } of ct) writeFileSync(join(folder, 'CT', name), bytes);
  writeFileSync(join(folder, 'CT', 'letter.txt'), 'not an image');
  writeFileSync(join(folder, 'CT', 'empty.dcm'), '');
  browser = await launchChromium();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  violations = watchViolations(context);
  listen(context);
  page = await context.newPage();
  page.on('pageerror', (error) => errors.push(String(error)));
});

function listen(context: BrowserContext): void {
  context.on('request', (request) => {
    // A fragment never leaves the browser.
    told.push(request.url().replace(/#.*/, ''), JSON.stringify(request.headers()));
    if (request.url().endsWith(apiPaths.countEvents)) counted.push(request.postData() ?? '');
  });
  context.on('console', (message) => told.push(message.text()));
}

afterEach(async () => {
  told.push(await page.title(), page.url());
});

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

async function dropZip(): Promise<void> {
  const zip = new JSZip();
  mr.forEach(({ name, bytes }) => zip.file(`DICOM/${name}`, bytes));
  const base64 = await zip.generateAsync({ type: 'base64', compression: 'DEFLATE' });
  const transfer = await page.evaluateHandle((data) => {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    const made = new DataTransfer();
    made.items.add(new File([bytes], 'study.zip', { type: 'application/zip' }));
    return made;
  }, base64);
  await page.dispatchEvent('body', 'dragenter', { dataTransfer: transfer });
  await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer });
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}

/** As mailed: Auth's emulator keeps what it would have sent. */
async function verificationLink(address: string): Promise<string> {
  const { origins, projectId } = stackInfo();
  const answer = await fetch(`${origins.auth}/emulator/v1/projects/${projectId}/oobCodes`);
  const { oobCodes } = Codes.parse(await answer.json());
  const mine = oobCodes.find((code) => code.email === address && code.requestType === 'VERIFY_EMAIL');
  if (mine === undefined) throw new Error('no mail was sent');
  return mine.oobLink;
}

/** Makes a link to the CT from the studies page and leaves its dialog open. */
async function shareFirst(lifetime: string): Promise<string> {
  await studyRow(`${String(ct.length)} images`)
    .getByRole('button', { name: /^Share/ })
    .click();
  await page.getByText(lifetime, { exact: true }).click();
  await page.getByRole('button', { name: 'Make link' }).click();
  const field = page.getByRole('textbox', { name: /link/i }).first();
  await field.waitFor({ timeout: 15_000 });
  return field.inputValue();
}

/** Once it is whole: before that its row says how many “of 28 images” are there. */
const studyRow = (words: string) =>
  page.getByRole('row').filter({ hasText: new RegExp(`(?<!of |\\d)${words}`) });
let linkUrl = '';

test('a doctor signs up', async () => {
  await page.goto(`${web}/sign-up`);
  await page.getByRole('button', { name: /reject/i }).click();
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.getByRole('checkbox', { name: /18/ }).check({ force: true });
  await page.getByRole('button', { name: 'Make an account' }).click();
  await page.getByRole('heading', { name: 'No studies yet' }).waitFor();
});

test('a folder and a ZIP are recognised, file by file, before anything leaves', async () => {
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/v0/b/')) sent.push(request.url());
  });
  await page.getByLabel('Folder to upload').setInputFiles(join(folder, 'CT'));
  await page.getByRole('heading', { name: 'Recognised' }).waitFor();
  await dropZip();
  await page.getByText(`${String(ct.length + mr.length)} images`).waitFor();
  await page.getByText('1 file not taken, 1 other file beside the images', { exact: true }).click();
  await page.getByText('letter.txt').waitFor();
  await page.getByText('empty.dcm').waitFor();
  expect(sent).toEqual([]);
});

test('after the grounds are confirmed both studies are uploaded and appear in the list', async () => {
  const upload = page.getByRole('button', { name: 'Upload', exact: true });
  expect(await upload.isDisabled()).toBe(true);
  await page.getByRole('checkbox', { name: /legal grounds/ }).check({ force: true });
  await upload.click();
  await studyRow(`${String(ct.length)} images`).waitFor({ timeout: 110_000 });
  await studyRow(`${String(mr.length)} images`).waitFor({ timeout: 110_000 });
});

test('the viewer shows the grey levels that the files hold', async () => {
  await studyRow(`${String(ct.length)} images`)
    .getByRole('link')
    .first()
    .click();
  const image = page.getByRole('img', { name: /^Image \d+ of \d+$/ });
  await image.waitFor();
  await page.keyboard.press('Home');
  await page.getByRole('img', { name: `Image 1 of ${String(ct.length)}` }).waitFor();
  const slices = ct.map(expectedSlice).sort((a, b) => a.z - b.z);
  const nearest = async (): Promise<{ slice: number; apart: number }> => {
    const seen = await seenGreys(page, ctSize);
    const apart = slices.map((slice) => difference(seen, slice));
    const least = Math.min(...apart);
    return { slice: apart.indexOf(least), apart: least };
  };
  await expect.poll(async () => (await nearest()).apart, { timeout: 30_000 }).toBeLessThan(6);
  expect([0, slices.length - 1]).toContain((await nearest()).slice);
});

test('sharing wants a confirmed e-mail address; the mail’s link confirms it', async () => {
  await page.goto(`${web}/studies`);
  await page.getByText('Confirm your e-mail address').waitFor();
  await expect(shareFirst('1 day')).rejects.toThrow();
  await page.getByText('Confirm your e-mail address first').waitFor();
  await page.keyboard.press('Escape');
  const confirming = await browser.newContext();
  const mail = await confirming.newPage();
  await mail.goto(await verificationLink(email));
  await confirming.close();
  await page.reload();
  await page.getByText('Confirm your e-mail address').waitFor({ state: 'detached' });
});

test('a link shows the study to somebody without an account, and nothing else', async () => {
  await page.goto(`${web}/studies`);
  linkUrl = await shareFirst('7 days');
  expect(linkUrl).toMatch(/\/v#[A-Za-z0-9_-]{27}$/);

  const stranger = await browser.newContext();
  listen(stranger);
  const view = await stranger.newPage();
  await view.goto(linkUrl);
  await view
    .getByRole('img', { name: new RegExp(`of ${String(ct.length)}$`) })
    .first()
    .waitFor();
  await expect
    .poll(async () => new Set(await seenGreys(view, ctSize)).size, { timeout: 60_000 })
    .toBeGreaterThan(20);
  expect(view.url()).toBe(`${web}/v`);
  await view.getByText(marks.name).first().waitFor();
  await view.getByRole('button', { name: 'Accept all' }).first().click();
  told.push(await view.title());
  await view.goto(`${web}/studies`);
  await view.waitForURL(/sign-in/);
  // It stays open: what it counts is sent a while later.
});

test('a revoked link is refused, and a deleted study is gone from the list', async () => {
  await page
    .getByRole('button', { name: /revoke/i })
    .first()
    .click();
  await page.getByRole('button', { name: 'Revoke link' }).click();
  await page.getByText('The link no longer opens the study.').waitFor();
  const stranger = await browser.newContext();
  const view = await stranger.newPage();
  await view.goto(linkUrl);
  await view.getByRole('heading', { name: 'This link is no longer valid' }).waitFor();
  await stranger.close();

  await page.goto(`${web}/studies`);
  const row = studyRow(`${String(mr.length)} images`);
  await row.getByRole('button', { name: /^More for/ }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Delete study' }).click();
  await row.waitFor({ state: 'detached', timeout: 60_000 });
});

test('no page threw an error or left its content security policy', () => {
  expect(errors).toEqual([]);
  expect(violations).toEqual([]);
});

test('an expired link is refused with a plain page', async () => {
  await page.goto(`${web}/studies`);
  const expiring = await shareFirst('1 hour');
  const stranger = await browser.newContext();
  const view = await stranger.newPage();
  await view.goto(expiring);
  await view
    .getByRole('img', { name: /^Image \d+ of \d+$/ })
    .first()
    .waitFor();
  advanceClock(61 * 60_000);
  await view.goto('about:blank');
  await view.goto(expiring);
  await view.getByRole('heading', { name: 'This link is no longer valid' }).waitFor();
  expect(await view.locator('canvas').count()).toBe(0);
  await stranger.close();
});

test('no mark of patient or file is in a log, a document, an object’s name, a request, a title or an event', async () => {
  await expect.poll(() => counted.length, { timeout: 20_000 }).toBeGreaterThan(0);
  const token = linkUrl.split('#')[1] ?? '';
  const linkId = createHash('sha256').update(token).digest('hex');
  const link = await documentFields(paths.link(linkId));
  const said = {
    ...(await saidByStack(String(link?.['ownerUid']))),
    pages: told.join('\n'),
    events: counted.join('\n'),
  };
  // Each place was really looked at.
  expect(said.logs).toContain(apiPaths.openLink);
  expect(said.documents).toContain('link-opened');
  expect(said.documents).toContain('sopInstanceUID');
  expect(said.objects).toContain(String(link?.['studyId']));
  expect(said.pages).toContain(apiPaths.openLink);
  // A link's token is known to its address and nobody else; a signed URL is known to no log.
  const secrets = [...Object.values(marks), token];
  expect(findMarks(said, secrets)).toEqual([]);
  expect(said.logs).not.toContain('X-Goog-Signature');
});
