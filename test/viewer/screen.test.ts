/** The viewer in Chromium, without any emulator: panes, hands, what is always on the screen. */
import { AxeBuilder } from '@axe-core/playwright';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ctVolume } from '../../tools/seed/synthetic/ct-volume.ts';
import { mrSeries } from '../../tools/seed/synthetic/mr-series.ts';
import { ultrasoundCine } from '../../tools/seed/synthetic/ultrasound-cine.ts';
import { launchChromium } from '../support/chromium.ts';
import { packStudy, type PackedStudy } from './harness/pack-study.ts';
import { serveViewer, type ServedViewer } from './harness/serve.ts';

const wcag22aa = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

let dist: string;
let served: ServedViewer;
let browser: Browser;
let page: Page;

const bytesOf = (files: readonly { bytes: Uint8Array }[]) => files.map(({ bytes }) => bytes);

beforeAll(async () => {
  dist = await mkdtemp(join(tmpdir(), 'viewer-'));
  await promisify(execFile)(join(import.meta.dirname, '../../node_modules/.bin/vite'), ['build'], {
    cwd: join(import.meta.dirname, '../../web'),
    env: { ...process.env, NODE_ENV: 'production', PACS_WEB_OUT_DIR: dist },
  });
  const ct = bytesOf(ctVolume());
  const studies: Record<string, Uint8Array[]> = {
    ct,
    mixed: [...ct, ...bytesOf(mrSeries()), ...bytesOf(ultrasoundCine())],
    us: bytesOf(ultrasoundCine()),
  };
  const packed = new Map<string, PackedStudy>();
  for (const [name, files] of Object.entries(studies)) packed.set(name, await packStudy(name, files));
  served = await serveViewer(dist, packed);
  browser = await launchChromium();
}, 120_000);

afterAll(async () => {
  await browser.close();
  await served.close();
  await rm(dist, { recursive: true, force: true });
});

afterEach(async () => {
  await page.context().close();
});

async function open(name: string, options: BrowserContextOptions = {}): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    locale: 'en-GB',
    ...options,
  });
  page = await context.newPage();
  await page.goto(`${served.origin}/v#${name}`);
  await page.waitForFunction(() => performance.getEntriesByName('series-local').length > 0);
  await page.getByRole('button', { name: 'Reject all' }).click();
}

const phone: BrowserContextOptions = {
  viewport: { width: 360, height: 740 },
  hasTouch: true,
  isMobile: true,
};

const pane = (number: number) => page.getByRole('region', { name: `Pane ${String(number)}` });
const words = async (number: number, place: string): Promise<string> =>
  (await pane(number).locator(`[data-place=${place}]`).innerText()).replace(/\s*\n\s*/g, ' | ');

async function middleOf(number: number): Promise<{ x: number; y: number }> {
  const box = await pane(number).boundingBox();
  if (box === null) throw new Error('no such pane');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function findings(): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(wcag22aa).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

test('every pane says whose image it is, which study, which series and which image', async () => {
  await open('mixed');
  await page.keyboard.press('g');
  await expect.poll(() => words(2, 'bottom-left')).toContain('Image 1 /');
  for (const number of [1, 2]) {
    expect(await words(number, 'top-left')).toMatch(/^Example, .* \| 12 Apr 1971 · female \| ID EX-1001$/);
    expect(await words(number, 'top-right')).toMatch(
      new RegExp(`2 Mar 2026 10:15.*Series ${String(number)} / `),
    );
    await pane(number).getByText('Not for primary diagnosis').waitFor();
  }
});

test('an image fits its pane again when the pane becomes smaller, also for people who want no motion', async () => {
  await open('ct');
  await page.keyboard.press('g');
  await pane(2).waitFor();
  const differences = () =>
    page.locator('.v-viewport').evaluateAll((all) =>
      all.map((one) => {
        const canvas = one.querySelector('canvas');
        return [one.clientWidth - (canvas?.width ?? 0), one.clientHeight - (canvas?.height ?? 0)];
      }),
    );
  // The other pane is empty: the study has one series.
  await expect.poll(differences).toEqual([[0, 0]]);
  await page.setViewportSize({ width: 1200, height: 700 });
  await expect.poll(differences).toEqual([[0, 0]]);
});

test('mouse: wheel scrolls, left sets the window, right zooms, middle pans, left and right set the window', async () => {
  await open('ct');
  const { x, y } = await middleOf(1);
  const view = () => words(1, 'bottom-right');
  await page.mouse.move(x, y);
  await page.mouse.wheel(0, 200);
  await expect.poll(() => words(1, 'bottom-left')).toMatch(/^Image 3 \//);
  await page.mouse.down();
  await page.mouse.move(x + 30, y);
  await page.mouse.up();
  await expect.poll(view).toMatch(/^W 440 L 40/);
  const before = await view();
  await page.mouse.down({ button: 'right' });
  await page.mouse.move(x + 30, y - 200);
  await page.mouse.up({ button: 'right' });
  await expect.poll(view).not.toBe(before);
  expect(Number(/Zoom (\d+)%/.exec(await view())?.[1])).toBeCloseTo(
    2 * Number(/Zoom (\d+)%/.exec(before)?.[1]),
    -1,
  );
  await page.keyboard.press('s');
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.down({ button: 'right' });
  await page.mouse.move(x + 30, y);
  await page.mouse.up({ button: 'right' });
  await page.mouse.up();
  await expect.poll(view).toMatch(/^W 484 L 40/);
  expect(await words(1, 'bottom-left')).toMatch(/^Image 3 \//);
});

test('a series is carried from the strip into a pane, by mouse and by key', async () => {
  await open('mixed');
  await page.keyboard.press('g');
  const entries = page.getByRole('navigation', { name: 'Series' }).getByRole('listitem');
  const third = entries.nth(2).locator('.v-strip-item');
  const from = await third.boundingBox();
  if (from === null) throw new Error('no strip');
  const to = await middleOf(1);
  await page.mouse.move(from.x + 20, from.y + 20);
  await page.mouse.down();
  await page.mouse.move(from.x + 120, from.y + 20);
  await page.mouse.move(to.x, to.y);
  await page.mouse.up();
  await expect.poll(() => words(1, 'top-right')).toContain('Series 3 /');
  expect(await words(2, 'top-right')).toContain('Series 2 /');

  await entries.nth(0).getByRole('button', { name: 'Show in pane 2' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => words(2, 'top-right')).toContain('Series 1 /');
  expect(await words(1, 'top-right')).toContain('Series 3 /');
});

test('a double click shows one pane alone, and another brings the others back', async () => {
  await open('mixed');
  await page.keyboard.press('g');
  await pane(2).waitFor();
  const { x, y } = await middleOf(2);
  await page.mouse.dblclick(x, y);
  await expect.poll(() => page.getByRole('region', { name: /^Pane/ }).count()).toBe(1);
  expect(await pane(2).count()).toBe(1);
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByRole('region', { name: /^Pane/ }).count()).toBe(2);
});

test('one series in two panes scrolls together once it is linked, each with its own window', async () => {
  await open('ct');
  await page.keyboard.press('g');
  await pane(2).getByText('No series here').waitFor();
  await page.keyboard.press('.');
  await page.getByRole('button', { name: 'Show in pane 2' }).click();
  await page.keyboard.press('2');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => words(2, 'bottom-left')).toMatch(/^Image 2 \//);
  expect(await words(1, 'bottom-left')).toMatch(/^Image 1 \//);
  await page.keyboard.press('k');
  await page.keyboard.press('End');
  await expect.poll(() => words(1, 'bottom-left')).toMatch(/^Image 60 \//);
  expect(await words(1, 'bottom-right')).toMatch(/^W 400 L 40/);
  expect(await words(2, 'bottom-right')).not.toMatch(/^W 400 L 40/);
});

test('letters change places with the image, and the flip is noted', async () => {
  await open('ct');
  const letters = () =>
    pane(1)
      .getByRole('img', { name: /^Orientation/ })
      .getAttribute('aria-label');
  const badges = () => pane(1).getByRole('list', { name: 'Notes on this image' }).innerText();
  expect(await letters()).toBe('Orientation: top A, right L, bottom P, left R');
  await page.keyboard.press('f');
  await expect.poll(letters).toBe('Orientation: top A, right R, bottom P, left L');
  expect(await badges()).toContain('Flipped');
  await page.keyboard.press(']');
  await expect.poll(letters).toBe('Orientation: top L, right A, bottom R, left P');
  expect(await badges()).toContain('Rotated');
  await page.keyboard.press('r');
  await expect.poll(badges).toBe('Not for primary diagnosis');
});

test('every key of the list on ? is one that works, and single keys can be switched off', async () => {
  await open('ct');
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard and mouse' });
  expect(await findings()).toEqual([]);
  await dialog.getByText('Single keys work').click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('i');
  await page.keyboard.press('End');
  await expect.poll(() => words(1, 'bottom-left')).toMatch(/^Image 60 \//);
  expect(await pane(1).getByText('Inverted').count()).toBe(0);
});

test('a phone shows one pane, reaches every tool and keeps the patient in sight under the banner', async () => {
  const context = await browser.newContext(phone);
  page = await context.newPage();
  await page.goto(`${served.origin}/v#mixed`);
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

test('one finger scrolls, two zoom', async () => {
  await open('ct', phone);
  const { x, y } = await middleOf(1);
  const client = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...points: [number, number][]) =>
    client.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: points.map(([px, py], id) => ({ x: px, y: py, id })),
    });
  await touch('touchStart', [x, y]);
  await touch('touchMove', [x, y + 60]);
  await touch('touchEnd');
  await expect.poll(() => words(1, 'bottom-left')).not.toMatch(/^Image 1 \//);
  const zoom = async () => Number(/Zoom (\d+)%/.exec(await words(1, 'bottom-right'))?.[1]);
  const before = await zoom();
  await touch('touchStart', [x - 40, y], [x + 40, y]);
  await touch('touchMove', [x - 80, y], [x + 80, y]);
  await touch('touchEnd');
  await expect.poll(zoom).toBeGreaterThan(before * 1.8);
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

test('a cine plays in a loop at the header’s rate, and to and fro when asked', async () => {
  await open('us');
  await page.getByRole('button', { name: 'Play' }).click();
  await expect.poll(() => words(1, 'bottom-left')).not.toMatch(/^Image 1 \//);
  await page.getByRole('button', { name: 'To and fro' }).click();
  expect(await page.getByRole('button', { name: 'To and fro' }).getAttribute('aria-pressed')).toBe('true');
  await page.getByRole('button', { name: 'Pause' }).click();
  const rested = await words(1, 'bottom-left');
  await page.keyboard.press('Home');
  await expect.poll(() => words(1, 'bottom-left')).toMatch(/^Image 1 \//);
  expect(rested).not.toBe('');
});

test('a picture whose canvas lost its context is painted again when it comes back', async () => {
  await open('ct');
  const seen = await page.evaluate(async () => {
    const shown = document.querySelector<HTMLCanvasElement>('.v-viewport canvas');
    const context = shown?.getContext('2d');
    if (!shown || !context) throw new Error('no canvas');
    // The picture's own canvas stands in no document: it is known by being drawn.
    const sources = new Set<HTMLCanvasElement>();
    const draw = Reflect.get(CanvasRenderingContext2D.prototype, 'drawImage') as (...of: unknown[]) => void;
    CanvasRenderingContext2D.prototype.drawImage = function (
      this: CanvasRenderingContext2D,
      ...of: unknown[]
    ) {
      if (of[0] instanceof HTMLCanvasElement && this.canvas === shown) sources.add(of[0]);
      Reflect.apply(draw, this, of);
    };
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const light = () =>
      context
        .getImageData(0, 0, shown.width, shown.height)
        .data.filter((value, at) => at % 4 < 3 && value > 40).length;
    shown.dispatchEvent(new Event('contextrestored'));
    for (let frame = 0; frame < 60 && sources.size === 0; frame += 1) await nextFrame();
    const before = light();
    for (const canvas of [shown, ...sources]) canvas.getContext('2d')?.reset();
    const lost = light();
    for (const canvas of [...sources, shown]) canvas.dispatchEvent(new Event('contextrestored'));
    for (let frame = 0; frame < 60 && light() === 0; frame += 1) await nextFrame();
    CanvasRenderingContext2D.prototype.drawImage = draw;
    return { sources: sources.size, before, lost, after: light() };
  });
  expect(seen.sources).toBe(1);
  expect(seen.before).toBeGreaterThan(1000);
  expect(seen.lost).toBe(0);
  expect(seen.after).toBe(seen.before);
});
