/** An operator's account and pages. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { callFunction } from '../../../tools/seed/callable-client.ts';
import { watchViolations } from '../../support/policy-violations.ts';
import { signUpUser, type TestUser } from '../../support/stack-clients.ts';
import { stackInfo } from '../../support/stack.ts';

/** What its policies refuse is added to `violations`. */
export async function watchedPage(
  browser: Browser,
  options: BrowserContextOptions,
  violations: string[][],
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    ...options,
  });
  violations.push(watchViolations(context));
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  return page;
}

export async function signUpOperator(): Promise<TestUser> {
  const account = await signUpUser({ operator: true });
  await callFunction(stackInfo(), account.idToken, 'acceptTerms', {
    terms: 'professionalAdult',
    textVersion: 'test',
  });
  return account;
}

export async function openOperatorPages(page: Page, account: TestUser): Promise<void> {
  await page.goto(`${stackInfo().origins.web}/sign-in`);
  await page.getByRole('button', { name: /reject/i }).click();
  await page.getByLabel('E-mail').fill(account.email);
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('menuitem', { name: 'Operator' }).click();
}
