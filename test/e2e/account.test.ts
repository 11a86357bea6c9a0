/** The account page: profile, address, export, keeping, the account's end, and signing out everywhere. */
import JSZip from 'jszip';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { callFunction } from '../../tools/seed/callable-client.ts';
import { ctVolume } from '../../tools/seed/synthetic/ct-volume.ts';
import { policies } from '../../web/src/legal/policies.ts';
import { documentFields } from '../integration/stack-inside.ts';
import { launchChromium } from '../support/chromium.ts';
import { putDocument, type TestUser } from '../support/stack-clients.ts';
import { stackInfo } from '../support/stack.ts';
import { findings, hasFocus, look } from './support/looking.ts';
import { ownerWithStudy, signIn } from './support/owner-with-study.ts';

const stack = stackInfo();
const { web } = stack.origins;
const password = 'correct horse battery';
const patience = { timeout: 60_000 };

let browser: Browser;
let page: Page;
/** Of the same account, in another browser. */
let other: Page;
let user: TestUser;

async function newPage(): Promise<Page> {
  const opened = await (
    await browser.newContext({ reducedMotion: 'reduce', acceptDownloads: true })
  ).newPage();
  opened.setDefaultTimeout(patience.timeout);
  return opened;
}

beforeAll(async () => {
  [browser, user] = await Promise.all([launchChromium(), ownerWithStudy(ctVolume({ slices: 2, size: 64 }))]);
  // Somebody who has accepted before the newest texts.
  const fields = (await documentFields(`users/${user.localId}`)) ?? {};
  const professionalAdult = { textVersion: '2026-02-08', atMs: Date.UTC(2026, 4, 1) };
  await putDocument(`users/${user.localId}`, { ...fields, professionalAdult });
  page = await newPage();
  await signIn(page, user);
});
afterAll(() => browser.close());

const OobCodes = z.object({
  oobCodes: z.array(z.object({ newEmail: z.string().optional(), oobLink: z.string() })),
});
/** Firebase Auth's own message, which its emulator keeps instead of sending it. */
async function linkMailedTo(email: string): Promise<string> {
  const answer = await fetch(`${stack.origins.auth}/emulator/v1/projects/${stack.projectId}/oobCodes`);
  const { oobCodes } = OobCodes.parse(await answer.json());
  return oobCodes.find(({ newEmail }) => newEmail === email)?.oobLink ?? '';
}

async function answerToSignIn(email: string): Promise<number> {
  const url = `${stack.origins.auth}/identitytoolkit.googleapis.com/v1/accounts:signInWithPassword?key=demo-key`;
  const headers = { 'content-type': 'application/json' };
  return (await fetch(url, { method: 'POST', headers, body: JSON.stringify({ email, password }) })).status;
}

const dialog = () => page.getByRole('dialog');

/** In the dialog that asks who sits here. */
async function confirm(label: string): Promise<void> {
  await dialog().getByLabel('Your password').fill(password);
  await dialog().getByRole('button', { name: label }).click();
  await dialog().waitFor({ state: 'detached' });
}

test('what is new in the policies is told at sign-in until it was seen, and which version that was is kept', async () => {
  const news = page.getByText('Our policies have changed.');
  await news.waitFor();
  expect(await findings(page)).toEqual([]);
  await look(page, 'policy-notice');
  await page.getByRole('button', { name: 'I have seen it' }).click();
  await news.waitFor({ state: 'detached' });
  const { policies: seen } = (await documentFields(`users/${user.localId}`)) ?? {};
  expect(seen).toHaveProperty('textVersion', expect.stringContaining(policies.privacy.versions[0].date));
});

test('axe finds nothing on the account page, wide and narrow', async () => {
  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('menuitem', { name: 'Your account' }).click();
  await page.getByRole('heading', { name: 'Delete the account' }).waitFor();
  for (const width of [1440, 360]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await findings(page)).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  }
});

test('the profile takes what is a telephone number, and keeps it', async () => {
  const phone = page.getByLabel('Phone (optional)');
  await phone.fill('call me');
  await page.getByRole('button', { name: 'Save profile' }).click();
  await page.getByText('Digits, spaces and + ( ) . / - only.').waitFor();
  await phone.fill('+49 30 1234');
  await page.getByLabel('Role (optional)').fill('Physician');
  await page.getByRole('button', { name: 'Save profile' }).click();
  await page.getByText('Profile saved.').waitFor();
  expect(await documentFields(`users/${user.localId}`)).toMatchObject({
    profile: { role: 'Physician', phone: '+49 30 1234' },
  });
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
  await page.getByRole('button', { name: 'Delete account' }).press('Enter');
  await dialog().getByLabel('Your password').fill('not the password');
  await dialog().getByRole('button', { name: 'Delete account' }).click();
  await dialog().getByRole('alert').waitFor();
  await confirm('Delete account');
  await page.getByText('This account will be deleted on').waitFor();
  const keep = page.getByRole('button', { name: 'Keep my account' });
  await expect.poll(() => hasFocus(keep)).toBe(true);
  await keep.press('Enter');
  const end = page.getByRole('button', { name: 'Delete account' });
  await end.waitFor();
  expect(await hasFocus(end)).toBe(true);
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

test('a new address counts once the link in its message was followed; another browser signs in with it', async () => {
  const email = `${crypto.randomUUID()}@new.test`;
  await page.goto(`${web}/account`);
  await page.getByLabel('New e-mail address').fill(email);
  await page.getByRole('button', { name: 'Change e-mail address' }).click();
  await confirm('Send the link');
  await page.getByText(`Follow the link in the message to ${email}`).waitFor();
  expect(await answerToSignIn(user.email)).toBe(200);
  expect((await fetch(await linkMailedTo(email))).status).toBe(200);
  expect(await answerToSignIn(user.email)).toBe(400);
  other = await newPage();
  await signIn(other, { email });
});

test('signing out everywhere throws out the other browser at once, and its token opens nothing more', async () => {
  const { idToken } = user;
  const profile = `projects/${stack.projectId}/databases/(default)/documents/users/${user.localId}`;
  const read = async () => {
    const url = `http://${stack.origins.firestore}/v1/${profile}`;
    return (await fetch(url, { headers: { authorization: `Bearer ${idToken}` } })).status;
  };
  expect(await read()).toBe(200);
  await callFunction(stack, idToken, 'saveProfile', { role: 'Physician' });
  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Sign out everywhere' }).click();
  await page.waitForURL(`${web}/`);
  await other.waitForURL(`${web}/sign-in`);
  expect(await read()).toBe(403);
  await expect(callFunction(stack, idToken, 'saveProfile', { role: 'Physician' })).rejects.toThrow(
    /unauthenticated/i,
  );
});
