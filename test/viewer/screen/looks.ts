/** Sizes of screens, the dark room, and what axe finds. */
import type { BrowserContextOptions } from 'playwright-core';
import { expect, test } from 'vitest';
import { addressOf, drag, findings, middleOf, newPage, open, page, pane, phone } from './site.ts';

test('a phone shows one pane, reaches every tool and keeps the patient in sight under the banner', async () => {
  await newPage(phone);
  await page.goto(addressOf('mixed'));
  const reject = page.getByRole('button', { name: 'Reject all' });
  await reject.waitFor();
  const banner = await page.locator('#cc-main .cm').boundingBox();
  const patient = await pane(1).locator('[data-place=top-left]').boundingBox();
  if (banner === null || patient === null) throw new Error('nothing there');
  expect(patient.y + patient.height).toBeLessThan(banner.y);
  await reject.click();
  expect(await findings()).toEqual([]);
  expect(await page.getByRole('region', { name: /^Pane/ }).count()).toBe(1);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await page.getByRole('button', { name: /^More tools/ }).click();
  expect(await findings()).toEqual([]);
  await page.getByRole('button', { name: 'Flip left to right' }).click();
  await pane(1).getByText('Flipped').waitFor();
});

test.each([false, true])('axe finds nothing in four panes, dark room: %s', async (isNight) => {
  await open('mixed');
  await page.getByRole('button', { name: 'Four panes' }).click();
  if (isNight) await page.keyboard.press('d');
  // Colour has no window: the panel opens in the pane of the CT alone.
  await page.keyboard.press('q');
  expect(await page.getByRole('dialog').count()).toBe(0);
  await page.keyboard.press('.');
  await expect.poll(() => pane(2).getAttribute('data-active')).toBe('');
  await page.keyboard.press('q');
  await page.getByRole('dialog', { name: 'Window' }).waitFor();
  expect(await findings()).toEqual([]);
});

test.each([
  ['a desk', {}, false],
  ['a desk in the dark', {}, true],
  ['a phone', phone, false],
  ['a phone in the dark', phone, true],
] as const)('axe finds nothing in measurements, planes and panels on %s', async (_, options, isNight) => {
  await open('ct', options);
  if (isNight) await page.keyboard.press('d');
  const { x, y } = await middleOf(1);
  for (const [key, down] of [
    ['l', -60],
    ['e', 20],
  ] as const) {
    await page.keyboard.press(key);
    await drag([x - 40, y + down], [x + 40, y + down + 40]);
  }
  await expect.poll(() => pane(1).locator('.m-label').count()).toBe(2);
  expect(await findings()).toEqual([]);
  for (const [key, name] of [
    ['y', 'Measurements'],
    ['q', 'Window'],
  ] as const) {
    await page.keyboard.press(key);
    await page.getByRole('dialog', { name }).waitFor();
    expect(await findings()).toEqual([]);
    await page.keyboard.press('Escape');
  }
  await page.keyboard.press('m');
  await page.getByRole('toolbar', { name: 'Planes' }).waitFor();
  await expect.poll(() => page.locator('.v-plane canvas').count()).toBe(3);
  expect(await findings()).toEqual([]);
});

test.each<[string, BrowserContextOptions, string]>([
  ['a desk', {}, '3840x2160 1440x900'],
  ['a phone', phone, '768x1024 390x844 360x640 740x360'],
])('the question about cookies leaves what must be read in sight on %s', async (_, options, sizes) => {
  await newPage(options);
  await page.goto(addressOf('mixed'));
  const banner = page.locator('#cc-main .cm');
  await banner.waitFor();
  const warning = pane(1).getByText('Not for primary diagnosis');
  for (const size of sizes.split(' ')) {
    const [width = 0, height = 0] = size.split('x').map(Number);
    await page.setViewportSize({ width, height });
    await expect
      .poll(async () => {
        const [words, question] = [await warning.boundingBox(), await banner.boundingBox()];
        return words && question && words.y > 50 && words.y + words.height <= question.y;
      })
      .toBe(true);
  }
  const end = () => page.locator('.v-main').evaluate((main) => main.getBoundingClientRect().bottom);
  const before = await end();
  await page.getByRole('button', { name: 'Reject all' }).click();
  await expect.poll(end).toBeGreaterThan(before);
});
