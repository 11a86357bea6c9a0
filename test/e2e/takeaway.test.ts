/** Pictures and files out of the viewer, from files of this computer. */
import { AxeBuilder } from '@axe-core/playwright';
import JSZip from 'jszip';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { stackInfo } from '../support/stack.ts';
import { ctFiles } from './support/real-study.ts';

const { web } = stackInfo().origins;
const ct = ctFiles();

let folder: string;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'take-'));
  for (const { name, bytes } of ct) await writeFile(join(folder, name), bytes);
  browser = await launchChromium();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  // As in browsers that let nobody choose where a file goes.
  await context.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  page = await context.newPage();
  await page.goto(`${web}/local`);
  await page.getByRole('button', { name: 'Reject all' }).click();
  await page.getByLabel('Folder to open').setInputFiles(folder);
  await page
    .getByRole('img', { name: /^Image \d+ of \d+$/ })
    .first()
    .waitFor();
  await page.waitForFunction(() => performance.getEntriesByName('series-local').length > 0);
  await page.getByRole('button', { name: /^Take away/ }).click();
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

async function saved(button: string): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  return readFile(await download.path());
}

/** Width and height of a PNG (its IHDR). */
const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)];

/** Whether two pictures differ within a box. */
async function areDifferent(
  a: Buffer,
  b: Buffer,
  box: { x: number; y: number; width: number; height: number },
): Promise<boolean> {
  const pictures = [a, b].map((png) => `data:image/png;base64,${png.toString('base64')}`);
  const [one, other] = await page.evaluate(
    ([urls, { x, y, width, height }]) =>
      Promise.all(
        urls.map(async (url) => {
          const image = new Image();
          image.src = url;
          await image.decode();
          const context = new OffscreenCanvas(width, height).getContext('2d');
          context?.drawImage(image, -x, -y);
          return context?.getImageData(0, 0, width, height).data.join();
        }),
      ),
    [pictures, box] as const,
  );
  return one !== other;
}

test('the panel stands the accessibility check', async () => {
  const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
});

test('a picture has the resolution of the image and, unless unticked, words in it', async () => {
  const withWords = await saved('Save picture');
  await page.getByRole('checkbox', { name: /^Patient, orientation/ }).uncheck();
  await page.getByRole('checkbox', { name: /^Measurements/ }).uncheck();
  const bare = await saved('Save picture');
  expect(sizeOf(bare)).toEqual([512, 512]);
  expect(sizeOf(withWords)).toEqual([512, 512]);
  expect(withWords.equals(bare)).toBe(false);
  // A line of words in each corner: whose it is and when; which image, and that it is no diagnosis.
  for (const [x, y] of [
    [12, 6],
    [300, 6],
    [12, 494],
    [300, 494],
  ] as const)
    expect(await areDifferent(withWords, bare, { x, y, width: 200, height: 12 })).toBe(true);
});

test('pictures that were put aside come as one ZIP', async () => {
  await page.getByRole('button', { name: 'Put aside' }).click();
  await page.getByRole('button', { name: 'Save one picture as ZIP' }).waitFor();
  const zip = await JSZip.loadAsync(await saved('Save one picture as ZIP'));
  expect(Object.keys(zip.files)).toHaveLength(1);
});

test('the study comes as its own files, byte for byte, with a DICOMDIR', async () => {
  const zip = await JSZip.loadAsync(await saved('Save study as ZIP'));
  await page.getByText(`${String(ct.length)} files written, each as it was given.`).waitFor();
  expect(zip.file('DICOMDIR')).not.toBeNull();
  const out = await Promise.all(
    Object.values(zip.files)
      .filter(({ name, dir }) => !dir && name !== 'DICOMDIR')
      .map((file) => file.async('nodebuffer')),
  );
  const sorted = (files: readonly Uint8Array[]) =>
    files.map((file) => Buffer.from(file).toString('base64')).sort();
  expect(sorted(out)).toEqual(sorted(ct.map(({ bytes }) => bytes)));
});
