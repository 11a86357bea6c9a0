/** Uploads that outlive their page by the handles of their files, in Chromium and over the whole stack. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { stackInfo } from '../support/stack.ts';
import { holdBodies, openedStudy, study, uploadContext } from './support/upload-context.ts';
import {
  command,
  pressUpload,
  rebuiltSums,
  sumOf,
  untilUpload,
  type NamedFile,
  drop,
} from './support/upload-page.ts';

const on = uploadContext();
const isBundle = (headers: Record<string, string>) => command(headers) === 'upload, finalize';

/** Begun, announced, and not a byte of it answered. */
async function begin(page: Page, give: () => Promise<void>): Promise<{ release(): Promise<void> }> {
  const held = await holdBodies(page);
  page.on('dialog', (dialog) => void dialog.accept());
  await give();
  await page.getByRole('heading', { name: 'Recognised' }).waitFor();
  const leaving = page.waitForRequest((request) => isBundle(request.headers()));
  await pressUpload(page);
  await leaving;
  return held;
}

/** What is sent from now on. */
function watched(page: Page): { begun: number; bundles: number } {
  const seen = { begun: 0, bundles: 0 };
  page.on('request', (request) => {
    if (request.url().includes('beginUpload')) seen.begun += 1;
    if (isBundle(request.headers())) seen.bundles += 1;
  });
  return seen;
}

const sums = (files: readonly NamedFile[]) => files.map(({ bytes }) => sumOf(bytes)).sort();

/** The browser's own dialog cannot be driven: what it hands over here is a folder of the page's own, as real a handle. */
async function chooseOwnFolder(page: Page, files: readonly NamedFile[]): Promise<void> {
  await page.evaluate(
    async (all) => {
      const root = await navigator.storage.getDirectory();
      const folder = await root.getDirectoryHandle('CD', { create: true });
      for (const { name, bytes } of all) {
        const file = await folder.getFileHandle(name, { create: true });
        const writing = await file.createWritable();
        await writing.write(Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0)));
        await writing.close();
      }
      Object.assign(window, { showDirectoryPicker: () => Promise.resolve(folder) });
    },
    files.map(({ name, bytes }) => ({
      name: name.replace('/', ' '),
      bytes: Buffer.from(bytes).toString('base64'),
    })),
  );
  await page.getByRole('button', { name: 'Choose folder' }).click();
}

test('a folder that was dragged in: after a reload it goes on by itself, and says what is gone', async () => {
  const files = study(12);
  const folder = await on.onDisk(files);
  const held = await begin(on.page, () => drop(on.page, folder));
  await rm(join(folder, 'CT/00003'));
  const seen = watched(on.page);
  await on.page.reload({ waitUntil: 'commit' });
  await held.release();
  await untilUpload(on.page, /^Done/);
  expect(seen).toEqual({ begun: 0, bundles: 1 });
  await on.page.getByText('1 file with a remark; the rest is stored').waitFor();
  const kept = files.filter((_, i) => i !== 3);
  expect(await rebuiltSums(await openedStudy(on.page))).toEqual(sums(kept));
});

test('a chosen folder that the browser wants to ask for again: one press, and it goes on', async () => {
  const files = study(12);
  const held = await begin(on.page, () => chooseOwnFolder(on.page, files));
  await on.page.addInitScript(() => {
    let answer = 'prompt';
    Object.assign(FileSystemHandle.prototype, {
      queryPermission: () => Promise.resolve(answer),
      requestPermission: () =>
        Promise.resolve((answer = navigator.userActivation.isActive ? 'granted' : 'denied')),
    });
  });
  const seen = watched(on.page);
  await on.page.reload({ waitUntil: 'commit' });
  await held.release();
  await on.page.getByText('An upload of 12 files was interrupted.').waitFor();
  expect(seen).toEqual({ begun: 0, bundles: 0 });
  await on.page.getByRole('button', { name: 'Continue uploading' }).click();
  await untilUpload(on.page, /^Done/);
  expect(seen).toEqual({ begun: 0, bundles: 1 });
  expect(await rebuiltSums(await openedStudy(on.page))).toEqual(sums(files));
});

test('a page that is closed leaves its upload to another that is open', async () => {
  const files = study(12);
  const folder = await on.onDisk(files);
  await begin(on.page, () => drop(on.page, folder));
  const next = await on.context.newPage();
  await next.goto(`${stackInfo().origins.web}/studies`);
  await next.getByLabel('Folder to upload').waitFor({ state: 'attached' });
  const seen = watched(next);
  expect(await next.locator('.upload-item').count()).toBe(0);
  await on.page.close();
  await untilUpload(next, /^Done/);
  expect(seen.begun).toBe(0);
  expect(await rebuiltSums(await openedStudy(next))).toEqual(sums(files));
});

test('after the last page was closed the browser asks again; the upload can be discarded', async () => {
  const folder = await on.onDisk(study(12));
  await begin(on.page, () => drop(on.page, folder));
  await on.page.close();
  const next = await on.context.newPage();
  await next.goto(`${stackInfo().origins.web}/studies`);
  await next.getByRole('button', { name: 'Continue uploading' }).waitFor();
  const cancelled = next.waitForResponse((response) => response.url().includes('cancelUpload'));
  await next.getByRole('button', { name: 'Discard this upload' }).click();
  expect((await cancelled).ok()).toBe(true);
  await next.getByText('was interrupted').waitFor({ state: 'detached' });
});

test('on a shared computer nothing is kept, and nothing goes on', async () => {
  const folder = await on.onDisk(study(12));
  await begin(on.page, async () => {
    await drop(on.page, folder);
    await on.page.getByText('Options').click();
    await on.page.getByText('This is a shared computer').click();
  });
  await on.page.reload();
  await on.page.getByLabel('Folder to upload').waitFor({ state: 'attached' });
  const kept = await on.page.evaluate(async () => {
    const opening = indexedDB.open('pacs-uploads');
    const database = await new Promise<IDBDatabase>((resolve) => {
      opening.onsuccess = () => {
        resolve(opening.result);
      };
    });
    const counts = ['uploads', 'handles'].map((name) => {
      const counting = database.transaction(name).objectStore(name).count();
      return new Promise<number>((resolve) => {
        counting.onsuccess = () => {
          resolve(counting.result);
        };
      });
    });
    return Promise.all(counts);
  });
  expect(kept).toEqual([0, 0]);
});
