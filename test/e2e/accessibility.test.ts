import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callFunction } from '../../tools/seed/callable-client.ts';
import { ultrasoundCine } from '../../tools/seed/synthetic/ultrasound-cine.ts';
import { uploadStudy } from '../../tools/seed/upload-study.ts';
import { waitForIngest } from '../../tools/seed/wait-for-ingest.ts';
import { launchChromium } from '../support/chromium.ts';
import { signUpUser, type TestUser } from '../support/stack-clients.ts';
import { stackInfo } from '../support/stack.ts';
import { studyIdsOf } from '../support/upload-document.ts';

const stack = stackInfo();
const { web } = stack.origins;
const wcag22aa = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const widths = [1440, 360];

let browser: Browser;
let context: BrowserContext;
let page: Page;
let user: TestUser;
let studyId: string;

beforeAll(async () => {
  browser = await launchChromium();
  context = await browser.newContext({ reducedMotion: 'reduce' });
  page = await context.newPage();
  user = await signUpUser();
  for (const terms of ['professionalAdult', 'uploadGrounds'] as const) {
    await callFunction(stack, user.idToken, 'acceptTerms', { terms, textVersion: 'test' });
  }
  const uploadId = await uploadStudy(stack, user.idToken, ultrasoundCine());
  await waitForIngest(stack, user.idToken, uploadId);
  studyId = (await studyIdsOf(stack, user.idToken, uploadId))[0] ?? '';
});
afterAll(() => browser.close());

/** What axe finds against WCAG 2.2 A and AA, as 'rule: element' lines, on a wide screen, and on a phone in the dark. */
async function findings(): Promise<string[]> {
  const found: string[] = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme: width === widths[0] ? 'light' : 'dark' });
    const { violations } = await new AxeBuilder({ page }).withTags(wcag22aa).analyze();
    found.push(
      ...violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${String(width)} ${id}: ${html}`)),
    );
  }
  return found;
}

test('axe finds nothing on the question about cookies, its preferences and the page without them', async () => {
  await page.goto(web);
  await page.getByRole('button', { name: 'Reject all' }).waitFor();
  expect(await findings()).toEqual([]);
  await page.getByRole('button', { name: 'Choose' }).click();
  const preferences = page.getByRole('dialog', { name: 'Cookie preferences' });
  await preferences.waitFor();
  expect(await findings()).toEqual([]);
  await preferences.getByRole('button', { name: 'Reject all' }).click();
  await preferences.waitFor({ state: 'hidden' });
  expect(await findings()).toEqual([]);
});

test.each(['sign-in', 'sign-up', 'privacy', 'processors', 'cookies', 'support', 'security', 'terms', 'v'])(
  'axe finds nothing on /%s',
  async (path) => {
    await page.goto(`${web}/${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await findings()).toEqual([]);
  },
);

test('axe finds nothing on the list of studies, the share dialog, the activity and the viewer', async () => {
  await page.goto(`${web}/sign-in`);
  await page.getByLabel('E-mail').fill(user.email);
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.getByRole('button', { name: 'Sign in' }).click();
  const share = page.getByRole('button', { name: /^Share / });
  await share.waitFor();
  expect(await findings()).toEqual([]);
  await share.click();
  await page.getByRole('button', { name: 'Make link' }).waitFor();
  await page.getByRole('checkbox', { name: 'Without identity' }).check({ force: true });
  await page.getByText('None of it can be shown without identity').waitFor();
  expect(await findings()).toEqual([]);

  await page.goto(`${web}/activity`);
  await page.getByRole('cell', { name: 'Stored images' }).waitFor();
  expect(await findings()).toEqual([]);
  await page.goto(`${web}/activity?action=link-locked`);
  await page.getByRole('heading', { name: 'Nothing found' }).waitFor();
  expect(await findings()).toEqual([]);

  await page.goto(`${web}/study/${studyId}`);
  await page.getByRole('img', { name: /^Image 1 of / }).waitFor();
  await expect.poll(() => page.locator('[aria-busy=true]').count(), { timeout: 20_000 }).toBe(0);
  expect(await findings()).toEqual([]);
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  expect(await findings()).toEqual([]);
});
