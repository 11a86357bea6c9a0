/** A link's page while the viewer's code is on its way, or does not come; and what the page says of its own opening. */
import { expect, test } from 'vitest';
import {
  addressOf,
  holdViewer,
  marked,
  newPage,
  page,
  pane,
  phone,
  storeChoice,
  viewerCode,
  words,
} from './site.ts';

test('keys and wheel used while only the first picture stands have their effect once the viewer is here', async () => {
  await newPage();
  const letCome = await holdViewer();
  await page.goto(addressOf('ct'));
  await marked('first-image');
  await page.keyboard.press('End');
  await page.keyboard.press('i');
  await page.mouse.move(800, 500);
  for (let notch = 0; notch < 2; notch += 1) await page.mouse.wheel(0, -100);
  await page.keyboard.press('ArrowUp');
  letCome();
  await expect.poll(() => words(1, 'bottom-left'), { timeout: 20_000 }).toMatch(/^Image 57 \//);
  await pane(1).getByText('Inverted').waitFor();
  await page.locator('.v-early').waitFor({ state: 'detached' });
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => words(1, 'bottom-left')).toMatch(/^Image 56 \//);
});

test('a viewer that does not load leaves the picture and says so, and is tried again', async () => {
  await newPage(phone);
  await storeChoice();
  await page.route(viewerCode, (route) => route.abort());
  await page.goto(addressOf('ct'));
  const alert = page.getByRole('alert');
  await alert.getByText('The tools couldn’t be loaded').waitFor();
  await page.getByText('Not for primary diagnosis').waitFor();
  const canvas = page.locator('.v-viewport canvas');
  const greys = await canvas.evaluate((one: HTMLCanvasElement) => {
    const row = one.getContext('2d')?.getImageData(0, one.height >> 1, one.width, 1);
    return new Set(row?.data).size;
  });
  expect(greys).toBeGreaterThan(10);
  // The words take more room than the tools: the picture is fitted again.
  const heights = () =>
    Promise.all([canvas, page.locator('.v-viewport')].map((one) => one.evaluate((it) => it.clientHeight)));
  await expect.poll(async () => new Set(await heights()).size).toBe(1);
  await page.unroute(viewerCode);
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => words(1, 'bottom-left'), { timeout: 20_000 }).toMatch(/^Image 1 \//);
});

test('where there is no picture, a viewer that does not load is said on the empty page', async () => {
  await newPage();
  await page.route(viewerCode, (route) => route.abort());
  await page.goto(addressOf('unknown'));
  await page.getByText('The tools couldn’t be loaded').waitFor();
  await page.unroute(viewerCode);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('This link is no longer valid').waitFor();
});

/** Runs in the page before its scripts: what is on the canvases at the very moment of the mark. */
function lookAtFirstImage(): void {
  const mark = performance.mark.bind(performance);
  performance.mark = (name, options) => {
    if (name === 'first-image')
      Object.assign(window, {
        atFirstImage: {
          greys: [...document.querySelectorAll('canvas')].map((canvas) => {
            const row = canvas.getContext('2d')?.getImageData(0, canvas.height >> 1, canvas.width, 1);
            return new Set(row?.data).size;
          }),
          words: document.querySelector('.v-overlay')?.textContent,
        },
      });
    return mark(name, options);
  };
}

test.each([
  ['in one pane', 'tiny'],
  ['in several panes', 'tiny-hung'],
])(
  'the first image is marked once, when it is whole on a canvas, also where all comes at once: %s',
  async (_, name) => {
    await newPage();
    await page.addInitScript(lookAtFirstImage);
    await page.goto(addressOf(name));
    for (const mark of ['series-local', 'viewer-image', 'first-image']) await marked(mark);
    const seen = await page.evaluate(() => ({
      marks: performance.getEntriesByName('first-image').length,
      ...(window as unknown as { atFirstImage: { greys: number[]; words: string } }).atFirstImage,
    }));
    expect(seen.marks).toBe(1);
    expect(Math.max(...seen.greys)).toBeGreaterThan(10);
    expect(seen.words).toContain('Not for primary diagnosis');
    expect(seen.words).not.toContain('Preview');
  },
);

test.each([true, false])('an opened link is counted where counting was allowed: %s', async (isAllowed) => {
  await newPage();
  await storeChoice(...(isAllowed ? ['analytics'] : []));
  const counted: unknown[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/api/count')) counted.push(request.postDataJSON());
  });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(addressOf('tiny'));
  await marked('series-local');
  // As when the tab is left, which is when a counter sends what it holds.
  const leave = () =>
    page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' });
      document.dispatchEvent(new Event('visibilitychange'));
    });
  await expect.poll(() => asked.some((url) => /\/start-[^/]*\.js$/.test(url))).toBe(true);
  await expect
    .poll(async () => {
      await leave();
      return isAllowed ? counted : asked.filter((url) => /count|usage-sink/.test(url));
    })
    .toEqual(isAllowed ? [{ events: [{ name: 'link_opened' }] }] : []);
});
