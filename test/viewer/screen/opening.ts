/** What a link shows before the viewer is here is what the viewer shows. */
import type { BrowserContextOptions } from 'playwright-core';
import { expect, test } from 'vitest';
import {
  addressOf,
  drag,
  holdViewer,
  marked,
  middleOf,
  newPage,
  page,
  pane,
  phone,
  storeChoice,
} from './site.ts';

interface Stage {
  /** Corner and size of the picture's box. */
  box: number[];
  words: string;
  /** Grey levels along the middle row and the middle column of the box. */
  greys: number[];
}

/** Runs in the page. By pane; undefined where there is no picture in one. */
function readStages(inside: string): (Stage | undefined)[] {
  return [...document.querySelectorAll(`${inside} .v-pane`)].map((pane) => {
    const viewport = pane.querySelector('.v-viewport');
    const canvas = viewport?.querySelector('canvas');
    const context = canvas?.getContext('2d');
    if (!viewport || !canvas || !context) return undefined;
    const { x, y, width, height } = viewport.getBoundingClientRect();
    const row = context.getImageData(0, canvas.height >> 1, canvas.width, 1).data;
    const column = context.getImageData(canvas.width >> 1, 0, 1, canvas.height).data;
    return {
      box: [x, y, width, height],
      words: pane.querySelector('.v-overlay')?.outerHTML ?? '',
      greys: [...row, ...column].filter((_, at) => at % 4 === 0),
    };
  });
}

/** The page before and after the viewer's code, which comes only when the first picture has been looked at. */
async function stages(name: string, pictures: number, options: BrowserContextOptions) {
  await newPage(options);
  await storeChoice();
  const letCome = await holdViewer();
  await page.goto(addressOf(name));
  await marked('first-image');
  const painted = (inside: string) => async () =>
    (await page.evaluate(readStages, inside)).filter(
      (stage) => stage && stage.words !== '' && !stage.words.includes('Preview'),
    ).length;
  await expect.poll(painted('.v-early')).toBe(pictures);
  const early = await page.evaluate(readStages, '.v-early');
  letCome();
  await marked('viewer-image');
  await page.locator('.v-early').waitFor({ state: 'detached' });
  await expect.poll(painted('#root')).toBe(pictures);
  return { early, late: await page.evaluate(readStages, '#root') };
}

const tablet: BrowserContextOptions = { viewport: { width: 768, height: 1024 }, hasTouch: true };

test.each([
  ['an image', 'ct', 1, {}],
  ['a colour image', 'us', 1, {}],
  ['several series', 'tiny-hung', 3, {}],
  ['one of several series', 'mixed', 1, tablet],
  ['an image on a phone', 'ct', 1, phone],
  ['one of several series on a phone', 'mixed', 1, phone],
])(
  '%s: stands with its words before the viewer is here, and stays as it is',
  async (_, name, pictures, options) => {
    const { early, late } = await stages(name, pictures, options);
    expect(early.map((stage) => stage?.box)).toEqual(late.map((stage) => stage?.box));
    expect(early.map((stage) => stage?.words)).toEqual(late.map((stage) => stage?.words));
    for (const [at, stage] of early.entries()) {
      if (stage === undefined) continue;
      expect(stage.words).toContain('Not for primary diagnosis');
      expect(new Set(stage.greys).size).toBeGreaterThan(3);
      const farthest = stage.greys.map((grey, i) => Math.abs(grey - (late[at]?.greys[i] ?? -1)));
      expect(Math.max(...farthest)).toBeLessThanOrEqual(1);
    }
  },
);

test('a preview is neither printed, saved nor measured; the whole image is', async () => {
  await newPage();
  await storeChoice();
  // The first range holds low resolutions of the whole stack, the others the images.
  let letCome = (): void => undefined;
  const mayCome = new Promise<void>((resolve) => (letCome = resolve));
  let ranges = 0;
  await page.route('**/packs/ct/**', async (route) => {
    if ((ranges += 1) > 1) await mayCome;
    await route.continue();
  });
  await page.goto(addressOf('ct'));
  await marked('viewer-image');
  await page.keyboard.press('End');
  const badge = pane(1).getByText('Preview', { exact: true });
  await badge.waitFor();
  const isPrinted = async () => {
    await page.emulateMedia({ media: 'print' });
    const printed = await pane(1)
      .locator('.v-viewport canvas')
      .first()
      .evaluate((canvas) => getComputedStyle(canvas).visibility === 'visible');
    await page.emulateMedia({ media: 'screen' });
    return printed;
  };
  expect(await isPrinted()).toBe(false);
  await page.getByRole('button', { name: /^Take away/ }).click();
  const save = page.getByRole('button', { name: 'Save picture' });
  await page.getByText('The image is not here whole yet.').waitFor();
  expect(await save.isDisabled()).toBe(true);
  await page.keyboard.press('Escape');
  await page.keyboard.press('l');
  const { x, y } = await middleOf(1);
  await drag([x - 60, y], [x + 60, y]);
  await page.getByText('Only a preview is here yet: measuring waits for the whole image.').waitFor();
  letCome();
  await badge.waitFor({ state: 'detached' });
  expect(await isPrinted()).toBe(true);
  await page.getByRole('button', { name: /^Take away/ }).click();
  expect(await save.isDisabled()).toBe(false);
});
