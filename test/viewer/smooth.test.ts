/**
 * Every movement of the hand reaches the screen, through many images and on a large one.
 * How long the page is held up by it is measured by `npm run bench:scroll`.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { mrSeries } from '../../tools/seed/synthetic/mr-series.ts';
import { radiograph } from '../../tools/seed/synthetic/radiograph.ts';
import { launchChromium } from '../support/chromium.ts';
import { buildViewer } from './harness/build.ts';
import { inSteps, motionDuring } from './harness/motion.ts';
import { packStudy, type PackedStudy } from './harness/pack-study.ts';
import { repeatStudy } from './harness/repeat-study.ts';
import { serveViewer, type ServedViewer } from './harness/serve.ts';

/** The hand moves at the page's pace. */
const patience = { timeout: 90_000 };
const slices = 200;

let built: Awaited<ReturnType<typeof buildViewer>>;
let served: ServedViewer;
let browser: Browser;
let page: Page;

const bytesOf = (files: readonly { bytes: Uint8Array }[]) => files.map(({ bytes }) => bytes);

beforeAll(async () => {
  built = await buildViewer();
  const distinct = 20;
  const studies = new Map<string, PackedStudy>([
    ['mr', repeatStudy(await packStudy('mr', bytesOf(mrSeries({ slices: distinct }))), slices / distinct)],
    ['dx', await packStudy('dx', bytesOf(radiograph({ rows: 2301, columns: 1801 })))],
  ]);
  served = await serveViewer(built.dist, studies);
  browser = await launchChromium();
}, 120_000);

afterAll(async () => {
  await browser.close();
  await served.close();
  await built.remove();
});

afterEach(async () => {
  await page.context().close();
});

/** Every image of the first series decoded. */
async function open(name: string) {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
  });
  page = await context.newPage();
  await page.goto(`${served.origin}/v#${name}`);
  await page.waitForFunction(() => performance.getEntriesByName('series-local').length > 0);
  await page.getByRole('button', { name: 'Reject all' }).click();
  await page.locator('.v-viewport canvas').waitFor();
  const box = await page.locator('.v-viewport').boundingBox();
  if (box === null) throw new Error('no pane');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

const shownImage = () => page.locator('[data-place=bottom-left]').innerText();

test('a wheel goes through 200 decoded slices, and draws them on its way', patience, async () => {
  const { x, y } = await open('mr');
  await page.mouse.move(x, y);
  const motion = await motionDuring(page, () => inSteps(slices - 1, () => page.mouse.wheel(0, 100)));
  await expect.poll(shownImage).toContain(`Image ${String(slices)} / ${String(slices)}`);
  // Notches that come within one animation frame are drawn once.
  expect(motion.pictures).toBeGreaterThan(slices / 3);
  expect(motion.images).toBeGreaterThan(slices / 3);
});

test('the slider goes from one end to the other and draws what lies between', patience, async () => {
  await open('mr');
  const track = await page.locator('.v-slider input').boundingBox();
  if (track === null) throw new Error('no slider');
  const x = track.x + track.width / 2;
  await page.mouse.move(x, track.y + 4);
  await page.mouse.down();
  const motion = await motionDuring(page, () =>
    inSteps(90, (step) => page.mouse.move(x, track.y + 4 + ((track.height - 8) * (step + 1)) / 90)),
  );
  await page.mouse.up();
  await expect.poll(shownImage).toContain(`Image ${String(slices)} / ${String(slices)}`);
  expect(motion.pictures).toBeGreaterThan(30);
});

test.each([
  ['that fits its pane', 0],
  ['at more than its own size', -500],
])('the window of a radiograph %s follows the hand', patience, async (_, closer) => {
  const { x, y } = await open('dx');
  await page.mouse.move(x, y);
  await page.keyboard.down('Control');
  if (closer !== 0) await page.mouse.wheel(0, closer);
  await page.keyboard.up('Control');
  const words = () => page.locator('[data-place=bottom-right]').innerText();
  const before = await words();
  await page.mouse.down();
  const motion = await motionDuring(page, () =>
    inSteps(60, (step) => page.mouse.move(x + step * 4, y + step)),
  );
  await page.mouse.up();
  await expect.poll(words).not.toBe(before);
  expect(motion.pictures).toBeGreaterThan(20);
});
