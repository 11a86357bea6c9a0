/** An open viewer whose bucket gives other bytes than were stored: a message in the place of the picture. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeOpened } from '@pacs/shared/opened';
import { ctVolume } from '../../tools/seed/synthetic/ct-volume.ts';
import { launchChromium } from '../support/chromium.ts';
import { stackInfo } from '../support/stack.ts';
import { packStudy } from '../viewer/harness/pack-study.ts';
import { seenGreys } from './support/seen-pixels.ts';

const { web } = stackInfo().origins;
const size = { rows: 512, columns: 512 };
const slices = 6;

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

/** Opens a link in the built app whose study and bucket are here: `bucket.object` is what the pack's URL gives. */
async function openStudy(width: number, height: number) {
  const study = await packStudy(
    'study',
    ctVolume({ slices, size: size.rows }).map(({ bytes }) => bytes),
  );
  const sound = Uint8Array.from(study.packs[0] ?? []);
  const bucket = { object: sound };
  const page = await browser.newPage({ viewport: { width, height } });
  await page.route('**/api/link/open', (route) => {
    const nowMs = Date.now();
    const body = encodeOpened(
      {
        ...study.opened,
        urls: { frames: { 0: `${web}/packs/0` }, expireAtMs: nowMs + 600_000 },
        serverNowMs: nowMs,
        indexBytes: study.indexGzip.length,
        link: { linkId: 'link', session: 'session', expiresAtMs: nowMs + 86_400_000 },
      },
      study.indexGzip,
      study.lead,
    );
    return route.fulfill({ contentType: 'application/octet-stream', body: Buffer.from(body) });
  });
  await page.route('**/packs/0', (route, request) => {
    const [, from = 0, to = 0] =
      /bytes=(\d+)-(\d+)/.exec(request.headers()['range'] ?? '')?.map(Number) ?? [];
    return route.fulfill({ status: 206, body: Buffer.from(bucket.object.slice(from, to + 1)) });
  });
  const order = study.index.stacks[0]?.frames ?? [];
  const refs = order.map(([instance, frame]) => study.index.instances[instance]?.frames[frame]);
  return { page, bucket, sound, refs, open: () => page.goto(`${web}/v#${'a'.repeat(27)}`) };
}

const message = (page: Page) =>
  page.getByText('Its stored data is damaged: it does not match what was uploaded.');

/** Whether anything of the slice is to be seen: the body of the phantom is bright in the middle. */
const isPicture = async (page: Page) =>
  (await page.locator('.v-viewport canvas').first().isVisible()) &&
  (await seenGreys(page, size)).some((grey) => grey > 40);

/** The picture is there, and the viewer that keys are for. */
async function isOpen(page: Page): Promise<void> {
  await page.waitForFunction(() => performance.getEntriesByName('viewer-image').length > 0);
  await expect.poll(() => isPicture(page), { timeout: 60_000 }).toBe(true);
}

test.each([
  [1440, 900],
  [360, 740],
])(
  'on a screen of %i × %i a frame cut at its end and one with a turned bit say so, the others are shown',
  async (width, height) => {
    const { page, bucket, sound, refs, open } = await openStudy(width, height);
    const object = sound.slice();
    const [cut, turned] = [refs[1], refs[2]];
    if (!cut || !turned) throw new Error('no frames');
    object.fill(
      0,
      cut.restAt + cut.restBytes - Math.ceil((cut.leadBytes + cut.restBytes) / 100),
      cut.restAt + cut.restBytes,
    );
    object[turned.restAt + 100] = (object[turned.restAt + 100] ?? 0) ^ 1;
    bucket.object = object;
    await open();
    await isOpen(page);
    expect(await message(page).count()).toBe(0);
    for (const bad of [1, 2]) {
      await page.keyboard.press('ArrowDown');
      await message(page).waitFor();
      expect([bad, await isPicture(page)]).toEqual([bad, false]);
    }
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => isPicture(page)).toBe(true);
    expect(await message(page).count()).toBe(0);
    await page.close();
  },
);

test('a pack exchanged under the open viewer gives no picture of another study', async () => {
  const { page, bucket, refs, open } = await openStudy(1440, 900);
  const other = await packStudy(
    'study',
    ctVolume({ slices: slices + 2, size: size.rows }).map(({ bytes }) => bytes),
  );
  const first = refs[0];
  if (!first) throw new Error('no frame');
  const exchanged = Uint8Array.from(other.packs[0] ?? []);
  // The first frame is sound: the viewer opens before the exchange.
  exchanged.set(bucket.object.subarray(first.leadAt, first.leadAt + first.leadBytes), first.leadAt);
  exchanged.set(bucket.object.subarray(first.restAt, first.restAt + first.restBytes), first.restAt);
  bucket.object = exchanged;
  await open();
  await isOpen(page);
  for (let slice = 1; slice < slices; slice += 1) {
    await page.keyboard.press('ArrowDown');
    await message(page).waitFor();
    expect([slice, await isPicture(page)]).toEqual([slice, false]);
  }
  await page.close();
});
