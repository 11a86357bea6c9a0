/** An owner who has one study, and their list of studies in Chromium. */
import type { Page } from 'playwright-core';
import type { SyntheticFile } from '../../../tools/seed/synthetic/study.ts';
import { uploadStudy } from '../../../tools/seed/upload-study.ts';
import { waitForIngest } from '../../../tools/seed/wait-for-ingest.ts';
import type { TestUser } from '../../support/stack-clients.ts';
import { stackInfo } from '../../support/stack.ts';
import { uploader } from './upload-page.ts';

export async function ownerWithStudy(files: readonly SyntheticFile[]): Promise<TestUser> {
  const owner = await uploader();
  const uploadId = await uploadStudy(stackInfo(), owner.idToken, files);
  await waitForIngest(stackInfo(), owner.idToken, uploadId);
  return owner;
}

/** Answers the question about cookies with no, signs in, and waits for a study in the list. */
export async function signIn(page: Page, { email }: Pick<TestUser, 'email'>): Promise<void> {
  await page.goto(`${stackInfo().origins.web}/sign-in`);
  await page.getByRole('button', { name: /reject/i }).click();
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page
    .getByRole('button', { name: /^Share/ })
    .first()
    .waitFor();
}
