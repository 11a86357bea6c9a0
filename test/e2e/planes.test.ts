/** Planes cut through a series, in the built app. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ctVolume } from '../../tools/seed/synthetic/ct-volume.ts';
import { radiograph } from '../../tools/seed/synthetic/radiograph.ts';
import type { SyntheticFile } from '../../tools/seed/synthetic/study.ts';
import { launchChromium } from '../support/chromium.ts';
import { packStudy } from '../viewer/harness/pack-study.ts';
import { openRoutedLink } from './support/routed-link.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

async function open(files: readonly SyntheticFile[], width: number, height: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const study = await packStudy(
    'study',
    files.map(({ bytes }) => bytes),
  );
  await openRoutedLink(page, study);
  await page.waitForFunction(() => performance.getEntriesByName('viewer-image').length > 0);
  return page;
}

const planes = ['Axial', 'Coronal', 'Sagittal'] as const;
const section = (page: Page, plane: string) => page.getByRole('region', { name: `${plane} plane` });

/** Share of the plane's canvas that is brighter than the air around the patient, left and right of its middle. */
const bright = (page: Page, plane: string) =>
  section(page, plane)
    .locator('canvas')
    .evaluate((element) => {
      const canvas = element as HTMLCanvasElement;
      const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
      let count = 0;
      for (let at = 0; at < (data?.length ?? 0); at += 4) if ((data?.[at] ?? 0) > 60) count += 1;
      return count / (canvas.width * canvas.height);
    });

test('all three are cut, follow the crossing point, and say where they lie', async () => {
  const page = await open(ctVolume({ slices: 40, size: 128 }), 1440, 900);
  await page.keyboard.press('m');
  for (const plane of planes) {
    await section(page, plane).waitFor({ timeout: 20_000 });
    await expect.poll(() => bright(page, plane), { timeout: 20_000 }).toBeGreaterThan(0.1);
  }
  const coronal = section(page, 'Coronal');
  const position = () => coronal.getByText(/^Position/).textContent();
  const before = await position();
  const axial = section(page, 'Axial').getByRole('application');
  const box = await axial.boundingBox();
  if (box === null) throw new Error('no plane');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.35, { steps: 4 });
  await page.mouse.up();
  await expect.poll(position).not.toBe(before);
  const letters = (plane: string) => section(page, plane).locator('[data-edge]').allTextContents();
  expect(await letters('Axial')).toEqual(['A', 'L', 'R']);
  expect(await letters('Coronal')).toEqual(['H', 'L', 'R']);
  expect(await letters('Sagittal')).toEqual(['H', 'P', 'A']);
  await page.keyboard.press('Escape');
  await expect.poll(() => section(page, 'Axial').count()).toBe(0);
  await page.close();
});

test('the keyboard moves point and plane; a slab says how thick it is', async () => {
  const page = await open(ctVolume({ slices: 30, size: 64 }), 1440, 900);
  await page.keyboard.press('m');
  const axial = section(page, 'Axial');
  await axial.getByRole('application').focus({ timeout: 20_000 });
  const position = (plane: string) =>
    section(page, plane)
      .getByText(/^Position/)
      .textContent();
  const [a, c] = [await position('Axial'), await position('Coronal')];
  await page.keyboard.press('PageDown');
  await expect.poll(() => position('Axial')).not.toBe(a);
  expect(await position('Coronal')).toBe(c);
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => position('Coronal')).not.toBe(c);
  await page.getByRole('slider', { name: 'Slab' }).fill('20');
  await axial.getByText('Maximum (MIP) 20 mm').waitFor();
  await page.close();
});

test('a series that is no volume is refused in words', async () => {
  const page = await open(radiograph(), 1440, 900);
  await page.keyboard.press('m');
  await page.getByRole('alert').getByText('too few images').waitFor();
  await page.getByRole('button', { name: 'Back to the images' }).click();
  await expect.poll(() => page.getByRole('alert').count()).toBe(0);
  await page.close();
});

test('axe finds nothing, on a wide screen and on a phone', async () => {
  for (const [width, height] of [
    [1440, 900],
    [360, 740],
  ] as const) {
    const page = await open(ctVolume({ slices: 20, size: 64 }), width, height);
    await page.keyboard.press('m');
    for (const plane of planes)
      await section(page, plane).locator('[aria-busy=false]').waitFor({ timeout: 20_000 });
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze();
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
    await page.close();
  }
});
