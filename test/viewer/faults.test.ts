/** What a visitor sees of faults on the line and in what is stored: nothing, or the reason in the image's place. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { mrSeries } from '../../tools/seed/synthetic/mr-series.ts';
import { launchChromium } from '../support/chromium.ts';
import { buildViewer } from './harness/build.ts';
import { packStudy, type PackedStudy } from './harness/pack-study.ts';
import { serveViewer, type ServedViewer } from './harness/serve.ts';

const slices = 12;
const damagedSlice = 7;
const patience = { timeout: 60_000 };

let built: Awaited<ReturnType<typeof buildViewer>>;
let served: ServedViewer;
let browser: Browser;
let page: Page;

/** The same study with one byte of one frame's remaining bytes changed. */
function damaged(study: PackedStudy): PackedStudy {
  const [instance, frame] = study.index.stacks[0]?.frames[damagedSlice - 1] ?? [0, 0];
  const ref = study.index.instances[instance]?.frames[frame];
  if (ref === undefined) throw new Error('no such frame');
  const packs = study.packs.map((pack) => Uint8Array.from(pack));
  const pack = packs[ref.pack];
  const at = ref.restAt + Math.floor(ref.restBytes / 2);
  if (pack !== undefined) pack[at] = (pack[at] ?? 0) ^ 0x10;
  return { ...study, packs };
}

beforeAll(async () => {
  built = await buildViewer();
  const files = mrSeries({ slices }).map(({ bytes }) => bytes);
  const sound = await packStudy('mr', files);
  served = await serveViewer(
    built.dist,
    new Map([
      ['sound', sound],
      ['damaged', damaged(sound)],
    ]),
  );
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

async function open(name: string): Promise<void> {
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  page = await context.newPage();
  await page.goto(`${served.origin}/v#${name}`);
  await page.waitForFunction(() =>
    ['viewer-image', 'series-local'].every((mark) => performance.getEntriesByName(mark).length > 0),
  );
}

const asked = (since: number, part: string) =>
  served.requests.slice(since).filter((line) => line.includes(part)).length;

async function expectAllShown(): Promise<void> {
  await page.keyboard.press('End');
  await expect
    .poll(() => page.locator('[data-place=bottom-left]').innerText())
    .toContain(`Image ${String(slices)} / ${String(slices)}`);
  expect(await page.getByRole('alert').count()).toBe(0);
}

test('an address that the storage refuses is renewed once, and nothing is seen of it', patience, async () => {
  const since = served.requests.length;
  served.refuse(403, 1);
  await open('sound');
  await expectAllShown();
  expect(asked(since, '/api/link/renew')).toBe(1);
});

test('ranges that fail are asked for again, without new addresses', patience, async () => {
  const since = served.requests.length;
  served.refuse(503, 2);
  await open('sound');
  await expectAllShown();
  expect(asked(since, '/api/link/renew')).toBe(0);
});

test('a damaged frame says so in its place, and the others are shown', patience, async () => {
  await open('damaged');
  await expectAllShown();
  await page.keyboard.press('Home');
  for (let step = 1; step < damagedSlice; step += 1) await page.keyboard.press('ArrowDown');
  const alert = page.getByRole('alert');
  await expect.poll(() => alert.innerText()).toContain('This image can’t be displayed');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => alert.count()).toBe(0);
});
