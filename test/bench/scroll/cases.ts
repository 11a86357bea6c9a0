/** What is moved, and how: by the wheel, the keyboard's own rate, the slider, a dragging hand, a cine. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { ctVolume } from '../../../tools/seed/synthetic/ct-volume.ts';
import { mrSeries } from '../../../tools/seed/synthetic/mr-series.ts';
import { radiograph } from '../../../tools/seed/synthetic/radiograph.ts';
import { ultrasoundCine } from '../../../tools/seed/synthetic/ultrasound-cine.ts';
import { element } from '../../../tools/seed/synthetic/write-dicom.ts';
import { inSteps, motionDuring, type Motion } from '../../viewer/harness/motion.ts';
import { packStudy, type PackedStudy } from '../../viewer/harness/pack-study.ts';
import { repeatStudy } from '../../viewer/harness/repeat-study.ts';
import { desk, open, phone, type Opened } from './opened.ts';
import { dragPlanes } from './planes.ts';
import { meterMemory } from './renderer-memory.ts';

export interface ScrollCase {
  name: string;
  study: () => Promise<PackedStudy>;
  run: (browser: Browser, url: string) => Promise<object>;
}

const bytesOf = (files: readonly { bytes: Uint8Array }[]) => files.map(({ bytes }) => bytes);
/** One notch of the wheel an animation frame, to the end of the series. */
async function wheelThrough({ page, box }: Opened, images: number): Promise<void> {
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await inSteps(images - 1, () => page.mouse.wheel(0, 100));
}

/** The slider's knob from one end to the other in so many seconds, however slowly the page follows. */
async function slide(page: Page, seconds: number, from: 'top' | 'bottom'): Promise<void> {
  const track = await page.locator('.v-slider input').first().boundingBox();
  if (track === null) throw new Error('no slider');
  const x = track.x + track.width / 2;
  const at = (share: number) => track.y + 4 + (track.height - 8) * (from === 'top' ? share : 1 - share);
  await page.mouse.move(x, at(0));
  await page.mouse.down();
  const startedAtMs = performance.now();
  const passed = () => Math.min(1, (performance.now() - startedAtMs) / 1000 / seconds);
  while (passed() < 1) await inSteps(1, () => page.mouse.move(x, at(passed())));
  await page.mouse.move(x, at(1));
  await page.mouse.up();
}

async function scrolled(browser: Browser, url: string, images: number): Promise<object> {
  const opened = await open(browser, url, desk);
  const { page } = opened;
  const memory = await meterMemory(browser, page);
  const wheel = await motionDuring(page, () => wheelThrough(opened, images));
  const slider = await motionDuring(page, () => slide(page, 3, 'bottom'));
  return { wheel, slider, heapMiB: await memory.heapMiB(), residentMiB: memory.residentMiB() };
}

/** Circles of the hand that sets the window, at the size that fits and at one pixel a pixel. */
async function windowDragged(browser: Browser, url: string): Promise<object> {
  const opened = await open(browser, url, desk);
  const { page, box } = opened;
  const memory = await meterMemory(browser, page);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const drag = async (button: 'left' | 'middle'): Promise<Motion> => {
    await page.mouse.move(x, y);
    await page.mouse.down({ button });
    const motion = await motionDuring(page, () =>
      inSteps(240, (step) => page.mouse.move(x + 150 * Math.sin(step / 20), y + 100 * Math.sin(step / 31))),
    );
    await page.mouse.up({ button });
    return motion;
  };
  const fitting = await drag('left');
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -400);
  await page.keyboard.up('Control');
  const enlarged = await drag('left');
  const panned = await drag('middle');
  return { fitting, enlarged, panned, heapMiB: await memory.heapMiB(), residentMiB: memory.residentMiB() };
}

async function played(browser: Browser, url: string, rate: number): Promise<object> {
  const { page } = await open(browser, url, desk);
  await page.getByRole('button', { name: 'Play' }).click();
  await page.getByRole('slider', { name: 'Images a second' }).fill(String(rate));
  const cine = await motionDuring(page, () => page.waitForTimeout(5000));
  return { askedPerSecond: rate, shownPerSecond: Math.round((cine.images / cine.seconds) * 10) / 10, cine };
}

/** End to end and back; the most that was resident at any time, and what it was when the series was opened. */
async function endToEnd(
  browser: Browser,
  url: string,
  options: BrowserContextOptions,
  deviceMemoryGiB: number,
): Promise<object> {
  const { page } = await open(browser, url, options, deviceMemoryGiB);
  const memory = await meterMemory(browser, page);
  const seen: number[] = [];
  const sampler = setInterval(() => seen.push(memory.residentMiB() ?? 0), 250);
  const openedMiB = memory.residentMiB();
  const forth = await motionDuring(page, () => slide(page, 20, 'top'));
  const forthMiB = Math.max(...seen);
  const back = await motionDuring(page, () => slide(page, 20, 'bottom'));
  clearInterval(sampler);
  return {
    deviceMemoryGiB,
    openedMiB,
    peakForthMiB: forthMiB,
    peakMiB: Math.max(...seen),
    endMiB: memory.residentMiB(),
    heapMiB: await memory.heapMiB(),
    forth,
    back,
  };
}

const longSeries = async () =>
  repeatStudy(await packStudy('long', bytesOf(ctVolume({ slices: 50, size: 512 }))), 40);

/** A millimetre from slice to slice, and padding around the scanner's circle, which the knife has to go around. */
const paddedVolume = () =>
  ctVolume({ slices: 50, size: 512, thicknessMm: 1, extra: () => [element(0x00280120, 'US', 0)] });

export const scrollCases: readonly ScrollCase[] = [
  {
    name: 'mr-256-200',
    study: async () => repeatStudy(await packStudy('mr', bytesOf(mrSeries({ slices: 50 }))), 4),
    run: (browser, url) => scrolled(browser, url, 200),
  },
  {
    name: 'ct-512-300',
    study: async () => repeatStudy(await packStudy('ct', bytesOf(ctVolume({ slices: 50, size: 512 }))), 6),
    run: (browser, url) => scrolled(browser, url, 300),
  },
  {
    name: 'ct-512-300-planes',
    study: async () => repeatStudy(await packStudy('planes', bytesOf(paddedVolume())), 6),
    run: dragPlanes,
  },
  {
    name: 'dx-7mp-window',
    study: () => packStudy('dx', bytesOf(radiograph({ rows: 3056, columns: 2544 }))),
    run: windowDragged,
  },
  {
    name: 'us-colour-cine',
    study: () => packStudy('us', bytesOf(ultrasoundCine({ frames: 60, rows: 600, columns: 800 }))),
    run: async (browser, url) => ({
      thirty: await played(browser, url, 30),
      sixty: await played(browser, url, 60),
    }),
  },
  {
    name: 'ct-512-2000-desk',
    study: longSeries,
    run: (browser, url) => endToEnd(browser, url, desk, 8),
  },
  {
    name: 'ct-512-2000-phone',
    study: longSeries,
    run: (browser, url) => endToEnd(browser, url, phone, 4),
  },
];
