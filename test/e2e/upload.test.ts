/** Uploading against everything that can happen on the way, in Chromium and over the whole stack. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { stackInfo } from '../support/stack.ts';
import { putDocument, type TestUser } from '../support/stack-clients.ts';
import { dicomdirFile } from '../support/synthetic-dicom/dicomdir.ts';
import { tinyDicom } from '../upload/fakes/tiny-dicom.ts';
import {
  choose,
  command,
  folderOf,
  objectsBelow,
  pressUpload,
  rebuiltSums,
  signedIn,
  sumOf,
  untilUpload,
  uploader,
  type NamedFile,
} from './support/upload-page.ts';

let browser: Browser;
let context: BrowserContext;
let page: Page;
let user: TestUser;
const folders: string[] = [];
let uids = Date.now();

/** A study that no other test knows, of images that differ. */
function study(images: number, side = 8): NamedFile[] {
  const root = `1.2.826.0.1.${String((uids += 1))}`;
  return Array.from({ length: images }, (_, i) => ({
    name: `CT/${String(i).padStart(5, '0')}`,
    bytes: tinyDicom({
      sop: `${root}.2.${String(i + 1)}`,
      study: root,
      series: `${root}.1`,
      number: i + 1,
      pixels: 2 * side * side,
      noisy: true,
    }),
  }));
}

async function onDisk(files: readonly NamedFile[]): Promise<string> {
  const folder = await folderOf(files, 'upload-');
  folders.push(folder);
  return folder;
}

async function openedStudy(): Promise<string> {
  const address = await page.getByRole('link', { name: 'Open study' }).first().getAttribute('href');
  return address?.split('/').at(-1) ?? '';
}

/** Bodies of bundles are answered when told; what is not a body goes through. */
async function holdBodies(of: Page, letThrough = 0): Promise<() => Promise<void>> {
  let through = 0;
  await of.route('**/v0/b/**', async (route) => {
    if (!command(route.request().headers()).startsWith('upload') || (through += 1) <= letThrough)
      await route.continue();
  });
  return () => of.unrouteAll({ behavior: 'ignoreErrors' });
}

beforeAll(async () => {
  browser = await launchChromium();
});
beforeEach(async () => {
  user = await uploader();
  context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.addInitScript(() => {
    localStorage.setItem('upload-coding', 'never');
  });
  page = await signedIn(context, user);
});
afterEach(async () => {
  await context.close();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});
afterAll(async () => {
  await browser.close();
});

test('a reload in the middle: the rest is sent, and every file can be rebuilt to its SHA-256', async () => {
  const files = study(520);
  const folder = await onDisk(files);
  await holdBodies(page, 1);
  await choose(page, folder);
  const sent = page.waitForResponse(
    (response) => command(response.request().headers()) === 'upload, finalize' && response.ok(),
    { timeout: 90_000 },
  );
  await pressUpload(page);
  await sent;
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  const begun: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('beginUpload') || command(request.headers()) === 'upload, finalize')
      begun.push(request.url());
  });
  await choose(page, folder);
  await pressUpload(page);
  await untilUpload(page, /^Done/);
  expect(begun.filter((url) => url.includes('beginUpload'))).toEqual([]);
  expect(begun).toHaveLength(1);
  expect(await rebuiltSums(await openedStudy())).toEqual(files.map(({ bytes }) => sumOf(bytes)).sort());
});

test('a network that is gone for twenty seconds: it goes on by itself', async () => {
  const files = study(20);
  await choose(page, await onDisk(files));
  const release = await holdBodies(page);
  const begins = page.waitForRequest((request) => command(request.headers()) === 'upload, finalize');
  await pressUpload(page);
  await begins;
  await context.setOffline(true);
  await release();
  await untilUpload(page, 'Waiting for the connection');
  await page.waitForTimeout(20_000);
  await context.setOffline(false);
  await untilUpload(page, /^Done/);
  expect(await rebuiltSums(await openedStudy())).toEqual(files.map(({ bytes }) => sumOf(bytes)).sort());
});

test('an ID token that is no longer taken is renewed', async () => {
  await choose(page, await onDisk(study(3)));
  const tokens: (string | undefined)[] = [];
  await page.route('**/v0/b/**', async (route) => {
    const headers = route.request().headers();
    if (command(headers) !== 'start') return route.continue();
    tokens.push(headers['authorization']);
    if (tokens.length > 1) return route.continue();
    return route.fulfill({ status: 401, headers: { 'access-control-allow-origin': '*' } });
  });
  const renewed = page.waitForRequest(/securetoken/);
  await pressUpload(page);
  await renewed;
  await untilUpload(page, /^Done/);
  expect(tokens).toHaveLength(2);
});

test('two tabs with the same study: nothing twice, no error', async () => {
  const files = study(30);
  const folder = await onDisk(files);
  const other = await context.newPage();
  await other.goto(`${stackInfo().origins.web}/studies`);
  await other.getByLabel('Folder to upload').waitFor({ state: 'attached' });
  for (const tab of [page, other]) {
    await tab.bringToFront();
    await choose(tab, folder);
  }
  await Promise.all([pressUpload(page), pressUpload(other)]);
  await Promise.all([page, other].map((tab) => untilUpload(tab, /^(Done|Everything was stored)/)));
  await page.getByRole('row').filter({ hasText: '30 images' }).waitFor();
  expect(
    await page
      .getByRole('row')
      .filter({ hasText: /images/ })
      .count(),
  ).toBe(1);
  expect(await page.getByText(/with a remark/).count()).toBe(0);
  expect(await rebuiltSums(await openedStudy())).toHaveLength(30);
});

test('cancelling leaves nothing behind', async () => {
  await choose(page, await onDisk(study(510)));
  await holdBodies(page, 0);
  const begun = page.waitForResponse((response) => response.url().includes('beginUpload'));
  const started = page.waitForRequest((request) => command(request.headers()) === 'upload, finalize');
  await pressUpload(page);
  const answer = (await (await begun).json()) as { result: { uploadId: string } };
  await started;
  await page.getByRole('button', { name: /^Cancel Doe/ }).click();
  await untilUpload(page, 'Cancelled: nothing of it is kept');
  const { buckets, origins, projectId } = stackInfo();
  const { uploadId } = answer.result;
  expect(await objectsBelow(buckets.uploads, `${uploadId}/`)).toEqual([]);
  const document = await fetch(
    `http://${origins.firestore}/v1/projects/${projectId}/databases/(default)/documents/uploads/${uploadId}`,
    { headers: { authorization: 'Bearer owner' } },
  );
  expect(document.status).toBe(404);
  const kept = await page.evaluate(async () => {
    const opening = indexedDB.open('pacs-uploads');
    const database = await new Promise<IDBDatabase>((resolve) => {
      opening.onsuccess = () => {
        resolve(opening.result);
      };
    });
    const all = database.transaction('uploads').objectStore('uploads').getAll();
    return new Promise<number>((resolve) => {
      all.onsuccess = () => {
        resolve(all.result.length);
      };
    });
  });
  expect(kept).toBe(0);
});

test('a full storage says what to do', async () => {
  await putDocument(`studies/full-${user.localId}`, {
    ownerUid: user.localId,
    counts: { storedBytes: 51 * 1024 ** 3 },
  });
  await choose(page, await onDisk(study(2)));
  await pressUpload(page);
  await untilUpload(page, 'Your storage is full. Delete studies you no longer need, then try again.');
});

test('the same disc a second time: nothing is sent and it says so; what it lacks is told', async () => {
  const files = study(3);
  const [, ...there] = files;
  const disc = dicomdirFile([
    {
      type: 'PATIENT',
      values: { patientID: 'P1', patientName: 'Doe^Jane' },
      children: [
        {
          type: 'STUDY',
          values: { studyInstanceUID: `1.2.826.0.1.${String(uids)}` },
          children: [
            {
              type: 'SERIES',
              values: { seriesInstanceUID: `1.2.826.0.1.${String(uids)}.1`, modality: 'CT' },
              children: files.map(({ name }) => ({
                type: 'IMAGE',
                values: { referencedFileID: name.split('/') },
              })),
            },
          ],
        },
      ],
    },
  ]);
  const folder = await onDisk([...there, { name: 'DICOMDIR', bytes: disc }]);
  await choose(page, folder);
  await page.getByText('1 image listed on the CD is missing').waitFor();
  await pressUpload(page);
  await untilUpload(page, /^Done/);
  await page.getByText('2 of 3 images').first().waitFor();
  await choose(page, folder);
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/v0/b/')) sent.push(request.url());
  });
  await pressUpload(page);
  await untilUpload(page, 'Everything was stored already: nothing had to be sent');
  expect(sent).toEqual([]);
});

test('a whole copy after a truncated one is taken', async () => {
  const files = study(2, 64);
  const cut = files.map(({ name, bytes }, i) => ({ name, bytes: i === 0 ? bytes.slice(0, -4000) : bytes }));
  await choose(page, await onDisk(cut));
  await page.getByText('1 file cut short').waitFor();
  await pressUpload(page);
  await untilUpload(page, /^Done/);
  await page.getByRole('button', { name: 'Clear finished' }).click();
  await choose(page, await onDisk(files));
  await pressUpload(page);
  await untilUpload(page, /^Done/);
  const sums = await rebuiltSums(await openedStudy());
  for (const { bytes } of files) expect(sums).toContain(sumOf(bytes));
});

test('files that vanish or change on the way are named, and the rest goes on', async () => {
  const files = study(6);
  const folder = await onDisk(files);
  await choose(page, folder);
  await rm(join(folder, 'CT/00001'));
  await writeFile(join(folder, 'CT/00002'), 'something else');
  await pressUpload(page);
  await untilUpload(page, /^Done/);
  await page.getByText('2 files with a remark; the rest is stored').click();
  await page.getByText(/00001$/).waitFor();
  await page.getByText(/00002$/).waitFor();
  const kept = files.filter((_, i) => i !== 1 && i !== 2);
  expect(await rebuiltSums(await openedStudy())).toEqual(kept.map(({ bytes }) => sumOf(bytes)).sort());
});

test('discs and archives that the browser cannot open say what to do', async () => {
  const ascii = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0));
  const foreign: NamedFile[] = [
    { name: 'a.iso', bytes: new Uint8Array([...new Uint8Array(32_769), ...ascii('CD001')]) },
    { name: 'b.rar', bytes: new Uint8Array([...ascii('Rar!'), 0x1a, 7, 0]) },
    { name: 'c.7z', bytes: new Uint8Array([...ascii('7z'), 0xbc, 0xaf, 0x27, 0x1c]) },
    { name: 'd.exe', bytes: new Uint8Array(ascii('MZ viewer')) },
  ];
  await choose(page, await onDisk(foreign));
  await page.getByText('4 files not taken', { exact: true }).click();
  await page.getByText(/Open it on this computer by a double click, then drop the disc/).waitFor();
  expect(await page.getByText(/Unpack it on this computer and drop the folder/).count()).toBe(2);
  await page.getByText(/If it is a viewer from a CD, drop the whole CD instead/).waitFor();
});

test('folders that are dragged in and files that are pasted are taken', async () => {
  const session = await context.newCDPSession(page);
  const data = { items: [], files: [await onDisk(study(4))], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data });
  await page.getByText('4 images').first().waitFor();
  await page.evaluate(
    (files) => {
      const clipboardData = new DataTransfer();
      for (const bytes of files) clipboardData.items.add(new File([new Uint8Array(bytes)], 'pasted'));
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
    },
    study(3).map(({ bytes }) => [...bytes]),
  );
  await page.getByText('3 images').first().waitFor();
});

test('what is left out by choice is said of the study', async () => {
  const files = study(3);
  const other = study(2).map(({ name }, i) => ({
    name: `MR/${name}`,
    bytes: tinyDicom({
      sop: `1.2.826.0.1.${String(uids)}.9.${String(i + 1)}`,
      study: `1.2.826.0.1.${String(uids - 1)}`,
      series: `1.2.826.0.1.${String(uids)}.9`,
    }),
  }));
  await choose(page, await onDisk([...files, ...other]));
  await page.getByRole('button', { name: '2 series' }).click();
  await page.getByRole('checkbox', { name: /2 images/ }).uncheck({ force: true });
  await pressUpload(page);
  await untilUpload(page, /^Done/);
  await page.getByRole('link', { name: 'Open study' }).click();
  await page
    .getByText(/2 left out by choice/)
    .first()
    .waitFor();
});
