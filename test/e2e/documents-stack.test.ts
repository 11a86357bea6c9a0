/** A stored study's files and documents: for its owner, on a link, and refused to everybody else. */
import { AxeBuilder } from '@axe-core/playwright';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { StudyIndex } from '@pacs/shared/manifest';
import { decodeOpened } from '@pacs/shared/opened';
import { apiPaths } from '@pacs/shared/paths';
import JSZip from 'jszip';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callFunction } from '../../tools/seed/callable-client.ts';
import { collectionIds } from '../integration/stack-inside.ts';
import { launchChromium } from '../support/chromium.ts';
import { signUpUser, type TestUser } from '../support/stack-clients.ts';
import { stackInfo } from '../support/stack.ts';
import { studyWithDocuments } from './support/study-with-documents.ts';
import { ownerWithStudy, signIn } from './support/owner-with-study.ts';

const { web, hosting } = stackInfo().origins;
const files = studyWithDocuments();
const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

let browser: Browser;
let page: Page;
let visitor: Page;
let owner: TestUser;
let studyId: string;
let link: { linkId: string; token: string };
const errors: string[] = [];

async function newPage(width: number, height: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height } });
  // As in browsers that let nobody choose where a file goes.
  await context.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  const made = await context.newPage();
  made.on('pageerror', (error) => errors.push(String(error)));
  return made;
}

beforeAll(async () => {
  owner = await ownerWithStudy(files);
  [studyId = ''] = await collectionIds('studies', owner.localId);
  link = await callFunction(stackInfo(), owner.idToken, 'createLink', { studyId, lifetimeMs: 3_600_000 });
  browser = await launchChromium();
  page = await newPage(1440, 900);
  await signIn(page, owner);
  await page.getByRole('row').filter({ hasText: '4 images' }).waitFor();
  await page.goto(`${web}/study/${studyId}`);
  await page.locator('.v-viewport[aria-busy="false"]').waitFor();
  visitor = await newPage(1440, 900);
  await visitor.goto(`${web}/v#${link.token}`);
  await visitor.getByRole('button', { name: 'Reject all' }).click();
  await visitor.locator('.v-viewport[aria-busy="false"]').waitFor();
});

afterAll(() => browser.close());

const post = (path: string, body: object, idToken?: string): Promise<Response> =>
  fetch(`${hosting}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(idToken !== undefined && { authorization: `Bearer ${idToken}` }),
    },
    body: JSON.stringify(body),
  });

async function document(on: Page, tile: RegExp): Promise<void> {
  await on.getByRole('region', { name: 'Documents' }).getByRole('button', { name: tile }).click();
  await on.getByRole('dialog').waitFor();
}

const downloadsIn = (on: Page) => on.getByRole('dialog').getByRole('button', { name: 'Download' }).count();

async function closeDialog(on: Page): Promise<void> {
  await on.keyboard.press('Escape');
  await on.getByRole('dialog').waitFor({ state: 'detached' });
}

async function takeStudy(on: Page): Promise<void> {
  await on.getByRole('button', { name: /^Take away/ }).click();
  const [download] = await Promise.all([
    on.waitForEvent('download'),
    on.getByRole('button', { name: 'Save study as ZIP' }).click(),
  ]);
  await on.getByText(`${String(files.length)} files written, each as it was given.`).waitFor();
  const zip = await JSZip.loadAsync(await readFile(await download.path()));
  const directory = zip.file('DICOMDIR');
  expect((await directory?.async('nodebuffer'))?.subarray(128, 132).toString()).toBe('DICM');
  const taken = Object.values(zip.files).filter(({ name, dir }) => !dir && name !== 'DICOMDIR');
  const digests = await Promise.all(taken.map(async (file) => digest(await file.async('nodebuffer'))));
  expect(digests.sort()).toEqual(files.map(({ bytes }) => digest(bytes)).sort());
  await closeDialog(on);
}

test('the owner takes the study away as it was uploaded, with a DICOMDIR', () => takeStudy(page));

test('so does the visitor of a link that allows it', async () => {
  const { token } = await callFunction(stackInfo(), owner.idToken, 'createLink', {
    studyId,
    lifetimeMs: 3_600_000,
    download: true,
  });
  const friend = await newPage(1440, 900);
  await friend.goto(`${web}/v#${token}`);
  await friend.getByRole('button', { name: 'Reject all' }).click();
  await takeStudy(friend);
  await document(friend, /Structured report/);
  await friend.getByRole('dialog').getByRole('button', { name: 'Download' }).waitFor();
  await friend.context().close();
});

test('owner and visitor read the PDF and the report; the visitor gets no files', async () => {
  for (const on of [page, visitor]) {
    await document(on, /PDF/);
    await on.locator('canvas[data-drawn]').first().waitFor();
    await on.getByText('Invented letter').last().waitFor({ state: 'attached' });
    expect(await downloadsIn(on)).toBe(on === page ? 1 : 0);
    await closeDialog(on);
    await document(on, /Structured report/);
    await on.getByRole('heading', { name: 'Invented report' }).waitFor();
    await on.getByText('Nothing to be found').waitFor();
    expect(await downloadsIn(on)).toBe(on === page ? 1 : 0);
    await closeDialog(on);
  }
  await visitor.getByRole('button', { name: /^Take away/ }).click();
  await visitor.getByRole('button', { name: 'Save picture' }).waitFor();
  expect(await visitor.getByRole('button', { name: /as ZIP/ }).count()).toBe(0);
  await closeDialog(visitor);
});

test('the owner searches the elements of the shown image, which the visitor cannot', async () => {
  await page.keyboard.press('#');
  const panel = page.getByRole('dialog', { name: 'DICOM elements' });
  await panel.getByText('(0010,0010)').waitFor();
  await panel.getByRole('searchbox').fill('patient birth');
  await panel.getByText('1 found').waitFor();
  await panel.getByText('19710412').waitFor();
  const { violations } = await new AxeBuilder({ page }).include('.v-elements').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await closeDialog(page);
  await visitor.keyboard.press('#');
  expect(await visitor.getByRole('dialog').count()).toBe(0);
});

test('key images alone are gone through, until all are wanted again', async () => {
  await document(page, /Key images/);
  await page.getByRole('button', { name: 'Show key images only' }).click();
  const strip = page.getByRole('navigation', { name: 'Series' });
  await strip.getByText('2 of 4 images').waitFor();
  const shown = async () => (await page.locator('.v-viewport').getAttribute('aria-label')) ?? '';
  const places = [await shown()];
  await page.keyboard.press('Home');
  await expect.poll(shown).toMatch(/^Image [24] /);
  for (let press = 0; press < 3; press += 1) {
    await page.keyboard.press('ArrowDown');
    places.push(await shown());
  }
  await expect.poll(shown).toBe('Image 4 of 4');
  expect(places.every((place) => /^Image [24] of 4$/.test(place))).toBe(true);
  await page.getByRole('button', { name: 'Show all images' }).click();
  await page.keyboard.press('Home');
  await expect.poll(shown).toBe('Image 1 of 4');
});

test('a presentation state is drawn, covers what its author covered, and says that it is applied', async () => {
  await document(page, /presentation/i);
  await page.getByRole('button', { name: 'Show the images like this' }).click();
  await page.getByText('Presentation state applied: For the conference').waitFor();
  const drawings = page.getByRole('img', { name: 'Drawings of For the conference' });
  await drawings.getByText('Look here').waitFor();
  expect(await drawings.locator('.v-presented-line').count()).toBe(1);
  await page.keyboard.press('r');
  await drawings.waitFor({ state: 'detached' });
});

test('a stranger finds neither files nor documents, and a revoked link opens none of them', async () => {
  const opened = await post(apiPaths.openStudy, { studyId }, owner.idToken);
  const index = StudyIndex.parse(
    JSON.parse(gunzipSync(decodeOpened(await opened.arrayBuffer()).index).toString()),
  );
  const report = index.documents[0]?.id ?? '';
  const all = { studyId, packs: [0], entries: true };
  const stranger = await signUpUser();
  const status = async (path: string, body: object, idToken?: string) =>
    (await post(path, body, idToken)).status;
  expect(await status(apiPaths.openDocument, { studyId, document: report }, owner.idToken)).toBe(200);
  expect(await status(apiPaths.openDocument, { studyId, document: report }, stranger.idToken)).toBe(404);
  expect(await status(apiPaths.openDocument, { studyId, document: report })).toBe(401);
  expect(await status(apiPaths.downloadStudy, all, stranger.idToken)).toBe(404);
  expect(await status(apiPaths.downloadStudy, all)).toBe(401);

  const visit = decodeOpened(await (await post(apiPaths.openLink, { token: link.token })).arrayBuffer());
  const withoutFiles = {
    linkId: link.linkId,
    session: visit.opened.link?.session,
    packs: [0],
    entries: true,
  };
  expect(await status(apiPaths.downloadStudy, withoutFiles)).toBe(404);
  const asVisitor = { linkId: link.linkId, session: visit.opened.link?.session, document: report };
  expect(await status(apiPaths.openDocument, asVisitor)).toBe(200);
  expect(await status(apiPaths.openDocument, { ...asVisitor, session: 'made-up' })).toBe(410);
  await callFunction(stackInfo(), owner.idToken, 'revokeLink', { linkId: link.linkId });
  expect(await status(apiPaths.openDocument, asVisitor)).toBe(410);
  await document(visitor, /PDF/);
  await visitor.getByText('The link is no longer valid.').waitFor();
});

test('no page threw an error', () => {
  expect(errors).toEqual([]);
});
