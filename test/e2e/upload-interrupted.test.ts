/** Uploads that are cut off or disturbed, in Chromium and over the whole stack. */
import { expect, test } from 'vitest';
import { stackInfo } from '../support/stack.ts';
import { holdBodies, openedStudy, study, uploadContext } from './support/upload-context.ts';
import { choose, command, pressUpload, rebuiltSums, sumOf, untilUpload } from './support/upload-page.ts';

const on = uploadContext();

test('a reload in the middle: the rest is sent, and every file can be rebuilt to its SHA-256', async () => {
  const files = study(520);
  const folder = await on.onDisk(files);
  const held = await holdBodies(on.page, 1);
  await choose(on.page, folder);
  const sent = on.page.waitForResponse(
    (response) => command(response.request().headers()) === 'upload, finalize' && response.ok(),
    { timeout: 90_000 },
  );
  await pressUpload(on.page);
  await sent;
  on.page.on('dialog', (dialog) => void dialog.accept());
  await on.page.reload();
  await held.release();
  await on.page.getByText('An upload of 520 files was interrupted. Drop the same files again').waitFor();
  const begun: string[] = [];
  on.page.on('request', (request) => {
    if (request.url().includes('beginUpload') || command(request.headers()) === 'upload, finalize')
      begun.push(request.url());
  });
  await choose(on.page, folder);
  await pressUpload(on.page);
  await untilUpload(on.page, /^Done/);
  expect(begun.filter((url) => url.includes('beginUpload'))).toEqual([]);
  expect(begun).toHaveLength(1);
  await on.page.getByText('was interrupted').waitFor({ state: 'detached' });
  expect(await rebuiltSums(await openedStudy(on.page))).toEqual(
    files.map(({ bytes }) => sumOf(bytes)).sort(),
  );
});

test('a network that is gone for twenty seconds: it goes on by itself', async () => {
  const files = study(20);
  await choose(on.page, await on.onDisk(files));
  const held = await holdBodies(on.page);
  const begins = on.page.waitForRequest((request) => command(request.headers()) === 'upload, finalize');
  await pressUpload(on.page);
  await begins;
  await on.context.setOffline(true);
  await held.release();
  await untilUpload(on.page, 'Waiting for the connection');
  await on.page.waitForTimeout(20_000);
  await on.context.setOffline(false);
  await untilUpload(on.page, /^Done/);
  expect(await rebuiltSums(await openedStudy(on.page))).toEqual(
    files.map(({ bytes }) => sumOf(bytes)).sort(),
  );
});

test('an ID token that is no longer taken is renewed', async () => {
  await choose(on.page, await on.onDisk(study(3)));
  const tokens: (string | undefined)[] = [];
  await on.page.route('**/v0/b/**', async (route) => {
    const headers = route.request().headers();
    if (command(headers) !== 'start') return route.continue();
    tokens.push(headers['authorization']);
    if (tokens.length > 1) return route.continue();
    return route.fulfill({ status: 401, headers: { 'access-control-allow-origin': '*' } });
  });
  const renewed = on.page.waitForRequest(/securetoken/);
  await pressUpload(on.page);
  await renewed;
  await untilUpload(on.page, /^Done/);
  expect(tokens).toHaveLength(2);
});

test('two tabs with the same study: nothing twice, no error', async () => {
  const files = study(30);
  const folder = await on.onDisk(files);
  const other = await on.context.newPage();
  await other.goto(`${stackInfo().origins.web}/studies`);
  await other.getByLabel('Folder to upload').waitFor({ state: 'attached' });
  for (const tab of [on.page, other]) {
    await tab.bringToFront();
    await choose(tab, folder);
  }
  await Promise.all([pressUpload(on.page), pressUpload(other)]);
  await Promise.all([on.page, other].map((tab) => untilUpload(tab, /^(Done|Everything was stored)/)));
  await on.page.getByRole('row').filter({ hasText: '30 images' }).waitFor();
  expect(
    await on.page
      .getByRole('row')
      .filter({ hasText: /images/ })
      .count(),
  ).toBe(1);
  expect(await on.page.getByText(/with a remark/).count()).toBe(0);
  expect(await rebuiltSums(await openedStudy(on.page))).toHaveLength(30);
});
