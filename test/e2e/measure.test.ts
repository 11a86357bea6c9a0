/** Measuring in the owner's page and behind a link, in Chromium, on a phantom whose values are known. */
import { readFileSync } from 'node:fs';
import { apiPaths } from '@pacs/shared/paths';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callFunction } from '../../tools/seed/callable-client.ts';
import { collectionIds, documentFields } from '../integration/stack-inside.ts';
import { launchChromium } from '../support/chromium.ts';
import { readDocuments } from '../support/read-documents.ts';
import type { TestUser } from '../support/stack-clients.ts';
import { stackInfo } from '../support/stack.ts';
import {
  drag,
  expectedRoi,
  figures,
  labelOf,
  labels,
  phantom,
  screenOf,
  spacing,
  textOf,
} from './support/measuring.ts';
import { ownerWithStudy, signIn } from './support/owner-with-study.ts';

const { web } = stackInfo().origins;

let browser: Browser;
let context: BrowserContext;
let page: Page;
let owner: TestUser;
let studyId: string;
const errors: string[] = [];

beforeAll(async () => {
  owner = await ownerWithStudy(phantom);
  [studyId = ''] = await collectionIds('studies', owner.localId);
  browser = await launchChromium();
  context = await browser.newContext({ viewport: { width: 1440, height: 900 }, acceptDownloads: true });
  page = await context.newPage();
  page.on('pageerror', (error) => errors.push(String(error)));
  await signIn(page, owner);
  await page.getByRole('row').filter({ hasText: '3 images' }).waitFor();
});

afterAll(() => browser.close());

async function openStudy(on: Page): Promise<void> {
  await on.goto(`${web}/study/${studyId}?series=1&image=1`);
  await on.locator('.v-viewport[aria-busy="false"]').waitFor({ timeout: 30_000 });
  await on.locator('.m-layer').waitFor();
}

const saved = (on: Page) => expect.poll(() => on.locator('.m-saving').count(), { timeout: 20_000 }).toBe(0);

const roi = { from: { x: 100, y: 110 }, to: { x: 140, y: 140 } };
let drawn: string[] = [];

describe('in the owner’s page', () => {
  test('a length is what the spacing makes of it', async () => {
    await openStudy(page);
    await drag(page, 'l', { x: 60, y: 60 }, { x: 120, y: 140 });
    const [length = 0] = figures(await textOf(labelOf(page, 'mm')));
    // 60 and 80 columns and rows: 100 pixels. The mouse is as exact as the screen's pixels.
    expect(Math.abs(length - 100 * spacing)).toBeLessThan(0.6);
  });

  test('a region has the mean, deviation and extremes of the file’s own values', async () => {
    await drag(page, 'o', roi.from, roi.to);
    const text = await textOf(labelOf(page, 'mean'));
    const [mean, sd, min, max, area, pixels] = figures(text.replace('mm²', 'mm'));
    const expected = expectedRoi(roi.from, roi.to);
    expect(text).toContain('HU');
    expect(pixels).toBe(expected.pixels);
    expect([min, max]).toEqual([expected.min, expected.max]);
    expect(mean).toBeCloseTo(expected.mean, 1);
    expect(sd).toBeCloseTo(expected.sd, 1);
    expect(Math.abs((area ?? 0) - 1200 * spacing ** 2)).toBeLessThan(60);
  });

  test('an arrow carries the words that are typed behind it', async () => {
    await drag(page, 't', { x: 150, y: 60 }, { x: 180, y: 40 });
    await page.keyboard.type('=1+1 nodule');
    await page.keyboard.press('Enter');
    await labelOf(page, 'nodule').waitFor();
  });

  test('all of it survives a reload, to the digit', async () => {
    await saved(page);
    drawn = await labels(page).allInnerTexts();
    await page.reload();
    await page.locator('.v-viewport[aria-busy="false"]').waitFor({ timeout: 30_000 });
    await expect.poll(() => labels(page).count(), { timeout: 20_000 }).toBe(3);
    await expect.poll(() => labels(page).allInnerTexts()).toEqual(drawn);
  });

  test('it belongs to the owner’s study, and every save is an event without words', async () => {
    const study = await documentFields(`studies/${studyId}`);
    const [series] = study?.['series'] as { id: string }[];
    const kept = await documentFields(`studies/${studyId}/annotations/${series?.id ?? ''}`);
    expect(kept).toMatchObject({ ownerUid: owner.localId, incarnation: study?.['incarnation'] });
    expect(kept?.['items']).toHaveLength(3);
    const events = await readDocuments('audit', 'studyId', studyId);
    const edits = events.filter(({ action }) => action === 'annotations-saved');
    expect(edits.length).toBeGreaterThan(0);
    expect(JSON.stringify(events)).not.toContain('nodule');
  });

  test('another tab has them, and each sees what the other draws and removes', async () => {
    const other = await context.newPage();
    await openStudy(other);
    await expect.poll(() => labels(other).count()).toBe(3);
    const toScreen = await screenOf(other);
    const place = toScreen({ x: 128, y: 100 });
    await other.keyboard.press('h');
    await other.mouse.click(place.x, place.y);
    await labelOf(other, /^−?\d+\.\d+ HU\s*$/).waitFor();
    await expect.poll(() => labels(page).count(), { timeout: 20_000 }).toBe(4);
    await other.keyboard.press('Delete');
    await expect.poll(() => labels(page).count(), { timeout: 20_000 }).toBe(3);
    await other.close();
  });

  test('the list leads to the image, and the table has every figure and no formula', async () => {
    await page.keyboard.press('End');
    await expect.poll(() => labels(page).count()).toBe(0);
    await page.keyboard.press('y');
    const panel = page.getByRole('dialog', { name: 'Measurements' });
    await panel.getByRole('button', { name: /^Rectangle/ }).click();
    await expect.poll(() => labels(page).count()).toBe(3);

    const download = async () => {
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        panel.getByRole('button', { name: 'Export as CSV' }).click(),
      ]);
      expect(file.suggestedFilename()).toBe('measurements.csv');
      return readFileSync(await file.path(), 'utf8');
    };
    const plain = await download();
    expect(plain.charCodeAt(0)).toBe(0xfeff);
    const [head = [], ...rows] = plain
      .replace('\u{feff}', '')
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(','));
    const cell = (type: string, column: string) =>
      rows.find((row) => row[1] === type)?.[head.indexOf(column)];
    const expected = expectedRoi(roi.from, roi.to);
    expect(Number(cell('Rectangle', 'mean'))).toBeCloseTo(expected.mean, 5);
    expect(Number(cell('Rectangle', 'SD'))).toBeCloseTo(expected.sd, 5);
    expect(cell('Rectangle', 'value unit')).toBe('HU');
    expect(cell('Length', 'length unit')).toBe('mm');
    expect(cell('Length', 'length kind')).toBe('in the patient');
    expect(cell('Arrow', 'text')).toBe("'=1+1 nodule");
    expect(plain).not.toContain('Example');

    await panel.getByRole('checkbox').check();
    expect(await download()).toContain('Example');

    // What is deleted takes its button along, and not the focus: keys still mean the list.
    await panel.getByRole('button', { name: 'Delete Length' }).press('Enter');
    await expect.poll(() => labels(page).count()).toBe(2);
    expect(await panel.evaluate((list) => list === document.activeElement)).toBe(true);
    await page.keyboard.press('Control+z');
    await expect.poll(() => labels(page).count()).toBe(3);
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
  });

  test('a handle moves its end, and undo brings it back', async () => {
    const length = labelOf(page, /^\d+\.\d+ mm\s*$/);
    const before = await textOf(length);
    const toScreen = await screenOf(page);
    const middle = toScreen({ x: 90, y: 100 });
    // Beside the line: it is wider to the pointer than to the eye, unless something is being drawn.
    await page.keyboard.press('w');
    await page.mouse.click(middle.x + 5, middle.y + 5);
    const [end, to] = [toScreen({ x: 120, y: 140 }), toScreen({ x: 60, y: 140 })];
    await page.locator('.m-handle').nth(1).waitFor();
    await page.mouse.move(end.x, end.y);
    await page.mouse.down();
    await page.mouse.move(to.x + 20, to.y);
    await page.mouse.move(to.x, to.y);
    await page.mouse.up();
    const [moved = 0] = figures(await textOf(length));
    expect(Math.abs(moved - 80 * spacing)).toBeLessThan(1);
    await page.keyboard.press('Control+z');
    await expect.poll(() => textOf(length)).toBe(before);
  });

  test('everything goes by keyboard: place points, walk through figures, move and remove them', async () => {
    await page.keyboard.press('l');
    await page.keyboard.press('l');
    await page.keyboard.press('Enter');
    for (let step = 0; step < 4; step += 1) await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    // Forty columns.
    const made = labelOf(page, `${(40 * spacing).toFixed(1)} mm`);
    await made.waitFor();
    expect(await page.locator('.m-layer [role=status]').allInnerTexts()).toEqual(
      expect.arrayContaining([expect.stringContaining(`Length, ${(40 * spacing).toFixed(1)} mm`)]),
    );

    await made.focus();
    expect(await made.getAttribute('aria-label')).toContain('Arrow keys move it');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('m-handle');
    await page.keyboard.press('Shift+ArrowLeft');
    await labelOf(page, `${(50 * spacing).toFixed(1)} mm`).waitFor();
    await page.keyboard.press('Delete');
    await expect.poll(() => labels(page).count()).toBe(3);
    expect(await page.locator('.v-viewport').first().getAttribute('aria-label')).toContain('Image 1 of 3');
  });

  test('offline, nothing is lost and nothing is called saved', async () => {
    await saved(page);
    await context.setOffline(true);
    await drag(page, 'e', { x: 40, y: 160 }, { x: 80, y: 190 });
    await page.locator('.m-saving[data-saving="retrying"]').waitFor({ timeout: 30_000 });
    await context.setOffline(false);
    await saved(page);
    await page.reload();
    await page.locator('.v-viewport[aria-busy="false"]').waitFor({ timeout: 30_000 });
    await expect.poll(() => labels(page).count(), { timeout: 20_000 }).toBe(4);
  });

  test('no error reached the page', () => {
    expect(errors).toEqual([]);
  });
});

test('a visitor of a link measures for themselves: nothing of the owner’s is shown, nothing is sent', async () => {
  const { token } = await callFunction(stackInfo(), owner.idToken, 'createLink', {
    studyId,
    lifetimeMs: 86_400_000,
  });
  const visitor = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage();
  const posts: string[] = [];
  visitor.on('request', (request) => {
    if (request.method() === 'POST') posts.push(new URL(request.url()).pathname);
  });
  await visitor.goto(`${web}/v#${token}`);
  await visitor.locator('.v-viewport[aria-busy="false"]').waitFor({ timeout: 30_000 });
  await visitor.locator('.m-layer').waitFor();
  expect(await labels(visitor).count()).toBe(0);
  await visitor.getByRole('button', { name: /reject/i }).click();
  await drag(visitor, 'l', { x: 60, y: 60 }, { x: 120, y: 140 });
  await labelOf(visitor, 'mm').waitFor();
  expect(await visitor.locator('.m-saving').innerText()).toContain('gone when you leave');
  await visitor.reload();
  await visitor.locator('.m-layer').waitFor({ timeout: 30_000 });
  expect(await labels(visitor).count()).toBe(0);
  // That the question about cookies was answered is recorded; of measurements nothing is.
  const known: string[] = [apiPaths.openLink, apiPaths.renewLink, apiPaths.recordConsent];
  expect(posts.filter((path) => !known.includes(path))).toEqual([]);
});

test('deleting the study takes its measurements along', async () => {
  await callFunction(stackInfo(), owner.idToken, 'deleteStudy', { studyId });
  expect(await collectionIds('studies', owner.localId)).toEqual([]);
  expect(await collectionIds(`studies/${studyId}/annotations`)).toEqual([]);
});
