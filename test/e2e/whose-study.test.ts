/** Whose images these are: two studies beside each other, and one study whose files name two patients. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callFunction } from '../../tools/seed/callable-client.ts';
import { ctVolume } from '../../tools/seed/synthetic/ct-volume.ts';
import { people } from '../../tools/seed/synthetic/people.ts';
import { element } from '../../tools/seed/synthetic/write-dicom.ts';
import { uploadStudy } from '../../tools/seed/upload-study.ts';
import { waitForIngest } from '../../tools/seed/wait-for-ingest.ts';
import { launchChromium } from '../support/chromium.ts';
import { signUpUser } from '../support/stack-clients.ts';
import { stackInfo } from '../support/stack.ts';
import { findings, look } from './support/looking.ts';
import { signIn } from './support/owner-with-study.ts';

const stack = stackInfo();
const small = { slices: 4, size: 64 };
const studies = {
  now: ctVolume(small),
  prior: ctVolume({ ...small, study: { key: 'prior', date: '20250110', description: 'CT before' } }),
  stranger: ctVolume({ ...small, study: { key: 'stranger', patient: people.juergen } }),
  doubtful: ctVolume({
    ...small,
    study: { key: 'doubtful', description: 'CT in doubt', patient: people.olga },
    extra: (slice) => (slice < 2 ? [] : [element(0x00100010, 'PN', 'Sample^Henrik')]),
  }),
};

let browser: Browser;
let page: Page;

beforeAll(async () => {
  const { email, idToken } = await signUpUser();
  for (const terms of ['professionalAdult', 'uploadGrounds'] as const)
    await callFunction(stack, idToken, 'acceptTerms', { terms, textVersion: 'test' });
  for (const files of Object.values(studies))
    await waitForIngest(stack, idToken, await uploadStudy(stack, idToken, files));
  browser = await launchChromium();
  const context = await browser.newContext({
    reducedMotion: 'reduce',
    viewport: { width: 1440, height: 900 },
  });
  page = await context.newPage();
  await signIn(page, { email });
  await row('CT in doubt').waitFor();
});
afterAll(() => browser.close());

const row = (words: string) => page.getByRole('row').filter({ hasText: words });
const dialog = () => page.getByRole('dialog');

async function compare(): Promise<void> {
  const button = page.getByRole('button', { name: 'Compare with another study' });
  if (!(await button.isVisible())) await page.getByRole('button', { name: /^More tools/ }).click();
  await button.click();
  await dialog().getByText('Same patient').waitFor();
}

/** Share of the screen’s height that each pane’s picture has. */
const heights = async (): Promise<number[]> =>
  page.locator('.v-viewport canvas').evaluateAll((all) => all.map((one) => one.clientHeight / innerHeight));

test('a study with two names says so in the list and is not shared before somebody decided', async () => {
  await row('CT in doubt').getByText('Names different patients').waitFor();
  await row('CT in doubt')
    .getByRole('button', { name: /^Share/ })
    .click();
  await dialog().getByText('It can’t be shared until you have decided').waitFor();
  expect(await dialog().getByRole('button', { name: 'Make link' }).count()).toBe(0);
  await page.keyboard.press('Escape');
});

test('no patient is suggested; the one that is chosen is the study’s, which can then be shared', async () => {
  await row('CT in doubt').getByRole('button', { name: 'Decide whose it is' }).click();
  const decide = dialog().getByRole('button', { name: 'All images are this patient’s' });
  expect(await decide.isDisabled()).toBe(true);
  for (const width of [360, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await findings(page)).toEqual([]);
  }
  await dialog().getByText('Sample, Henrik').click();
  await decide.click();
  await dialog().waitFor({ state: 'detached' });
  await row('CT in doubt').getByText('Sample, Henrik').waitFor();
  await row('CT in doubt')
    .getByRole('button', { name: /^Share/ })
    .click();
  await page.getByRole('button', { name: 'Make link' }).click();
  await page.getByRole('textbox', { name: /link/i }).first().waitFor();
  await page.keyboard.press('Escape');
});

test('a prior of the patient is offered, and stands beside the study without an alarm', async () => {
  await row('Mar 2, 2026').filter({ hasText: 'Example, Jane' }).getByRole('link').first().click();
  await page.locator('.v-viewport[aria-busy="false"]').waitFor();
  await compare();
  expect(await findings(page)).toEqual([]);
  await look(page, 'comparison-choice');
  await dialog()
    .getByRole('button', { name: /^CT before/ })
    .click();
  await expect.poll(async () => (await heights()).length).toBe(2);
  await expect.poll(async () => Math.min(...(await heights()))).toBeGreaterThan(0.7);
  expect(await page.locator('.v-foreign').count()).toBe(0);
  await look(page, 'comparison');
});

test('the elements of an image are searched by name, and read on a phone too', async () => {
  await page.keyboard.press('#');
  const panel = page.getByRole('dialog', { name: 'DICOM elements' });
  await panel.getByText(/^\d+ elements$/).waitFor();
  await page.keyboard.type('slice thick');
  await panel.getByText('1 found').waitFor();
  await panel.getByRole('row').filter({ hasText: 'Slice Thickness' }).waitFor();
  for (const width of [360, 1440]) {
    await page.setViewportSize({ width, height: 780 });
    expect(await findings(page)).toEqual([]);
  }
  await look(page, 'elements');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.keyboard.press('Escape');
});

test('a stranger’s study is folded away; beside it a banner names both, and both images keep their room', async () => {
  await compare();
  await dialog().getByText('Studies of other patients').click();
  await dialog()
    .getByRole('button', { name: /Müster/ })
    .click();
  const banner = page.getByRole('alert').filter({ hasText: 'Different patients' });
  await banner.getByText('Example, Jane').waitFor();
  await banner.getByText('Müster, Jürgen').waitFor();
  await expect.poll(async () => Math.min(...(await heights()))).toBeGreaterThan(0.7);
  await expect.poll(() => page.locator('.v-viewport[aria-busy="true"]').count()).toBe(0);
  expect(await findings(page)).toEqual([]);
});
