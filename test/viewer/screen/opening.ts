/** What a link shows before the viewer is here is what the viewer shows. */
import type { BrowserContextOptions } from 'playwright-core';
import { expect, test } from 'vitest';
import { addressOf, holdViewer, marked, newPage, page, phone, storeChoice } from './site.ts';

interface Stage {
  /** Corner and size of the picture's box. */
  box: number[];
  words: string;
  /** Grey levels along the middle row and the middle column of the box. */
  greys: number[];
}

/** Runs in the page. */
function readStage(inside: string): Stage {
  const viewport = document.querySelector(`${inside} .v-viewport`);
  const canvas = viewport?.querySelector('canvas');
  const context = canvas?.getContext('2d');
  if (!viewport || !canvas || !context) throw new Error('no picture');
  const { x, y, width, height } = viewport.getBoundingClientRect();
  const row = context.getImageData(0, canvas.height >> 1, canvas.width, 1).data;
  const column = context.getImageData(canvas.width >> 1, 0, 1, canvas.height).data;
  return {
    box: [x, y, width, height],
    words: document.querySelector(`${inside} .v-overlay`)?.outerHTML ?? '',
    greys: [...row, ...column].filter((_, at) => at % 4 === 0),
  };
}

/** The page before and after the viewer's code, which comes only when the first picture has been looked at. */
async function stages(name: string, options: BrowserContextOptions) {
  await newPage(options);
  await storeChoice();
  const letCome = await holdViewer();
  await page.goto(addressOf(name));
  await marked('first-image');
  const early = await page.evaluate(readStage, '.v-early');
  letCome();
  await marked('viewer-image');
  await page.locator('.v-early').waitFor({ state: 'detached' });
  return { early, late: await page.evaluate(readStage, '#root') };
}

const tablet: BrowserContextOptions = { viewport: { width: 768, height: 1024 }, hasTouch: true };

test.each([
  ['an image', 'ct', {}],
  ['a colour image', 'us', {}],
  ['one of several series', 'mixed', tablet],
  ['an image on a phone', 'ct', phone],
  ['one of several series on a phone', 'mixed', phone],
])('%s stands with its words before the viewer is here, and stays as it is', async (_, name, options) => {
  const { early, late } = await stages(name, options);
  expect(early.box).toEqual(late.box);
  expect(early.words).toBe(late.words);
  expect(early.words).toContain('Not for primary diagnosis');
  expect(new Set(early.greys).size).toBeGreaterThan(3);
  const farthest = Math.max(...early.greys.map((grey, at) => Math.abs(grey - (late.greys[at] ?? -1))));
  expect(farthest).toBeLessThanOrEqual(1);
});
