/** The account page: export, keeping and the account's end. */
import { AxeBuilder } from '@axe-core/playwright';
import JSZip from 'jszip';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callFunction } from '../../tools/seed/callable-client.ts';
import { ctVolume } from '../../tools/seed/synthetic/ct-volume.ts';
import { uploadStudy } from '../../tools/seed/upload-study.ts';
import { waitForIngest } from '../../tools/seed/wait-for-ingest.ts';
import { launchChromium } from '../support/chromium.ts';
import { signUpUser, type TestUser } from '../support/stack-clients.ts';
import { stackInfo } from '../support/stack.ts';

const stack = stackInfo();
const { web } = stack.origins;
const password = 'correct horse battery';
const patience = { timeout: 60_000 };

let browser: Browser;
let page: Page;
let user: TestUser;

beforeAll(async () => {
  browser = await launchChromium();
  user = await signUpUser();
  for (const terms of ['professionalAdult', 'uploadGrounds'] as const)
    await callFunction(stack, user.idToken, 'acceptTerms', { terms, textVersion: 'test' });
  const uploadId = await uploadStudy(stack, user.idToken, ctVolume({ slices: 2, size: 64 }));
  await waitForIngest(stack, user.idToken, uploadId);
  page = await (await browser.newContext({ reducedMotion: 'reduce', acceptDownloads: true })).newPage();
  page.setDefaultTimeout(patience.timeout);
  await page.goto(`${web}/sign-in`);
  await page.getByRole('button', { name: 'Reject all' }).click();
  await page.getByLabel('E-mail').fill(user.email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
});
afterAll(() => browser.close());

const dialog = () => page.getByRole('dialog');

/** In the dialog that asks who sits here. */
async function confirm(label: string): Promise<void> {
  await dialog().getByLabel('Your password').fill(password);
  await dialog().getByRole('button', { name: label }).click();
  await dialog().waitFor({ state: 'detached' });
}

test('axe finds nothing on the account page, wide and narrow', async () => {
  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('menuitem', { name: 'Your account' }).click();
  await page.getByRole('heading', { name: 'Delete the account' }).waitFor();
  for (const width of [1440, 360]) {
    await page.setViewportSize({ width, height: 800 });
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  }
});

test('an export is prepared and fetched: what is kept as JSON, and the study as its files', async () => {
  await page.getByRole('button', { name: 'Prepare an export' }).click();
  await confirm('Prepare export');
  await page.getByRole('button', { name: 'Fetch export' }).click(patience);
  await confirm('Show its files');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'study-0001-1.zip' }).click();
  const chunks: Uint8Array[] = [];
  for await (const chunk of await (await download).createReadStream()) chunks.push(chunk as Uint8Array);
  const zip = await JSZip.loadAsync(Buffer.concat(chunks));
  expect(Object.keys(zip.files)).toEqual(
    expect.arrayContaining(['DICOMDIR', 'DICOM/SE000001/IM000001', 'DICOM/SE000001/IM000002']),
  );
});

test('the end of the account is asked for and taken back', async () => {
  await page.getByRole('button', { name: 'Delete account' }).click();
  await dialog().getByLabel('Your password').fill('not the password');
  await dialog().getByRole('button', { name: 'Delete account' }).click();
  await dialog().getByRole('alert').waitFor();
  await confirm('Delete account');
  await page.getByText('This account will be deleted on').waitFor();
  await page.getByRole('button', { name: 'Keep my account' }).click();
  await page.getByRole('button', { name: 'Delete account' }).waitFor();
});

test('a legal hold is set in the list, shown there, and keeps the study from being deleted', async () => {
  await page.getByRole('link', { name: 'Studies' }).click();
  await page.getByRole('button', { name: /^More for / }).click();
  await page.getByRole('menuitem', { name: 'How long it is kept' }).click();
  await dialog().getByText('Delete 30 days after upload').click();
  await dialog().getByText('Legal hold:').click();
  await dialog().getByRole('button', { name: 'Save' }).click();
  await page.getByText('Legal hold', { exact: true }).waitFor();
  await page.getByRole('button', { name: /^More for / }).click();
  const remove = page.getByRole('menuitem', { name: 'Delete (legal hold)' });
  await expect.poll(() => remove.getAttribute('aria-disabled'), patience).toBe('true');
  await page.keyboard.press('Escape');
});

test('signing out everywhere ends a sign-in that another device still holds', async () => {
  await callFunction(stack, user.idToken, 'saveProfile', { role: 'Physician' });
  await callFunction(stack, user.idToken, 'signOutEverywhere', {});
  await expect(callFunction(stack, user.idToken, 'saveProfile', { role: 'Physician' })).rejects.toThrow(
    /unauthenticated/i,
  );
});
