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
