/** Fingers: one scrolls or does what the tool does, two pinch and pan, a resting one tells the value; series are carried. */
import { expect, test } from 'vitest';
import { mrSeries } from '../../../tools/seed/synthetic/mr-series.ts';
import { element } from '../../../tools/seed/synthetic/write-dicom.ts';
import { addStudy, drag, fingers, middleOf, open, page, pane, phone, words } from './site.ts';

const tablet = { viewport: { width: 1024, height: 768 }, hasTouch: true, isMobile: true };

test('one finger scrolls, and sets the window once that is the tool', async () => {
  await open('ct', phone);
  const { x, y } = await middleOf(1);
  const touch = await fingers();
  await touch('touchStart', [x, y]);
  await touch('touchMove', [x, y + 60]);
  await touch('touchEnd');
  await expect.poll(() => words(1, 'bottom-left')).not.toMatch(/^Image 1 \//);
  const image = await words(1, 'bottom-left');
  const before = await words(1, 'bottom-right');
  await page
    .getByRole('button', { name: /^Window/ })
    .first()
    .click();
  await touch('touchStart', [x, y]);
  await touch('touchMove', [x + 30, y]);
  await touch('touchMove', [x + 60, y]);
  await touch('touchEnd');
  await expect.poll(() => words(1, 'bottom-right')).not.toBe(before);
  expect(await words(1, 'bottom-left')).toBe(image);
});

test('two fingers zoom by their distance and carry the image along', async () => {
  await open('ct', phone);
  const { x, y } = await middleOf(1);
  const touch = await fingers();
  const zoom = async () => Number(/Zoom (\d+)%/.exec(await words(1, 'bottom-right'))?.[1]);
  const before = await zoom();
  await touch('touchStart', [x - 40, y], [x + 40, y]);
  await touch('touchMove', [x - 80, y], [x + 80, y]);
  await touch('touchEnd');
  await expect.poll(zoom).toBeGreaterThan(before * 1.8);
  const zoomed = await zoom();

  await page.keyboard.press('l');
  await drag([x - 20, y], [x + 20, y]);
  const line = pane(1).locator('.m-line').first();
  await line.waitFor({ state: 'attached' });
  const left = async () => (await line.boundingBox())?.x ?? NaN;
  const from = await left();
  await touch('touchStart', [x - 30, y - 90], [x + 30, y - 90]);
  await touch('touchMove', [x + 10, y - 90], [x + 70, y - 90]);
  await touch('touchEnd');
  await expect.poll(left).toBeGreaterThan(from + 30);
  expect(await zoom()).toBe(zoomed);
});

test('a finger that rests tells the value under it, until it is lifted', async () => {
  await open('ct', phone);
  await pane(1).locator('.m-layer').waitFor();
  const { x, y } = await middleOf(1);
  const touch = await fingers();
  await touch('touchStart', [x, y]);
  const glance = pane(1).locator('.m-words');
  await glance.waitFor();
  expect(await glance.innerText()).toMatch(/^[−\d.]+ HU/);
  await touch('touchEnd');
  await expect.poll(() => glance.count()).toBe(0);
  expect(await words(1, 'bottom-left')).toMatch(/^Image 1 \//);
});

test('a finger carries a series from the strip into a pane', async () => {
  await open('mixed', tablet);
  await page.keyboard.press('g');
  await pane(2).waitFor();
  const third = page.getByRole('navigation', { name: 'Series' }).getByRole('listitem').nth(2);
  const from = await third.locator('.v-strip-item').boundingBox();
  if (from === null) throw new Error('no strip');
  const to = await middleOf(1);
  const start: [number, number] = [from.x + 20, from.y + 20];
  const touch = await fingers();
  await touch('touchStart', start);
  // Across the strip, which scrolls the other way.
  for (const share of [0.1, 0.3, 0.6, 1])
    await touch('touchMove', [start[0] + share * (to.x - start[0]), start[1] + share * (to.y - start[1])]);
  await touch('touchEnd');
  await expect.poll(() => words(1, 'top-right')).toContain('Series 3 /');
});

test('on a tablet a study that was arranged otherwise hangs as usual again', async () => {
  const film = (number: number, description: string, view: string) =>
    mrSeries({
      slices: 1,
      size: 64,
      series: { number, description, modality: 'DX' },
      extra: () => [element(0x00185101, 'CS', view)],
    }).map(({ bytes }) => bytes);
  await addStudy('films', [...film(1, 'Side', 'LL'), ...film(2, 'Front', 'PA')]);
  await open('films', tablet);
  await expect.poll(() => words(1, 'top-right')).toContain('Front');
  await page.getByRole('button', { name: 'One pane', exact: true }).click();
  await pane(2).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Hang as usual: Radiograph, frontal and lateral' }).click();
  await expect.poll(() => words(2, 'top-right')).toContain('Side');
  expect(await words(1, 'top-right')).toContain('Front');
});
