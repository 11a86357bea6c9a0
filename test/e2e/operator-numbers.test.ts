/** How the installation fares, as its operator sees it. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { putDocument } from '../support/stack-clients.ts';
import { findings, hasFocus, look } from './support/looking.ts';
import { openOperatorPages, signUpOperator, watchedPage } from './support/operator-pages.ts';

let browser: Browser;
let operator: Page;
const violations: string[][] = [];

beforeAll(async () => {
  browser = await launchChromium();
  operator = await watchedPage(browser, { locale: 'en-GB', colorScheme: 'dark' }, violations);
  await openOperatorPages(operator, await signUpOperator());
});
afterAll(() => browser.close());

test('ingest, storage and usage are counts and ids', async () => {
  const upload = `stuck-${crypto.randomUUID()}`;
  await putDocument(`uploads/${upload}`, {
    ownerUid: 'somebody-else',
    state: 'open',
    createdAtMs: 1_000,
    closedAtMs: 2_000,
    expiresAtMs: 9e15,
    bundles: { one: { bytes: 5, state: 'awaited' }, two: { bytes: 5, state: 'failed' } },
    hasFailed: true,
  });
  await putDocument(`usageDays/${new Date().toISOString().slice(0, 10)}`, {
    day: new Date().toISOString().slice(0, 10),
    counts: { 'page_shown|page=home': 12, 'study_opened|duration=<0.5s|images=2-10': 3, link_created: 1 },
  });
  await operator.route('**/readIngestHealth', (route) => route.abort(), { times: 1 });
  await operator.getByRole('link', { name: 'Ingest' }).click();
  await operator.getByRole('alert').waitFor();
  await look(operator, 'operator-ingest-failed');
  // What goes away under the keyboard hands it on.
  const main = operator.getByRole('main');
  await operator.getByRole('button', { name: 'Ask again' }).press('Enter');
  await operator.getByText(upload).first().waitFor();
  expect(await hasFocus(main)).toBe(true);
  const again = operator.getByRole('button', { name: 'Ask again' });
  await again.press('Enter');
  await operator
    .getByRole('status')
    .filter({ hasText: /^As of / })
    .waitFor();
  expect(await hasFocus(again)).toBe(true);
  expect(await operator.locator('main').textContent()).not.toContain('somebody-else');
  expect(await findings(operator)).toEqual([]);
  await look(operator, 'operator-ingest');
  await operator.route('**/readStorage', (route) => route.abort(), { times: 1 });
  await operator.getByRole('link', { name: 'Storage' }).click();
  await operator.getByRole('button', { name: 'Ask again' }).press('Enter');
  await operator.getByRole('table', { name: 'Storage by account' }).waitFor();
  expect(await hasFocus(main)).toBe(true);
  await operator
    .getByRole('status')
    .filter({ hasText: / accounts?$/ })
    .waitFor();
  expect(await findings(operator)).toEqual([]);
  await look(operator, 'operator-storage');
  await operator.route('**/readConsents', (route) => route.abort(), { times: 1 });
  await operator.getByRole('link', { name: 'Usage' }).press('Enter');
  await operator.getByRole('img', { name: /^Events per day from/ }).waitFor();
  await operator.getByRole('columnheader', { name: 'Study opened' }).waitFor();
  await operator.getByRole('button', { name: 'Ask again' }).press('Enter');
  await operator.getByText('Yes to analytics', { exact: true }).waitFor();
  expect(await hasFocus(operator.getByRole('region', { name: 'Choices about cookies' }))).toBe(true);
  expect(await findings(operator)).toEqual([]);
  await look(operator, 'operator-usage');
  expect(violations.flat()).toEqual([]);
});
