/** The crossing point dragged in each of the three planes, and the wheel through one: how often each that moves is drawn. */
import type { Browser, Page } from 'playwright-core';
import { inSteps, motionDuring, type Motion } from '../../viewer/harness/motion.ts';
import { desk, open } from './opened.ts';
import { meterMemory } from './renderer-memory.ts';

const steps = 180;
const slabMm = 20;

interface PlaneMotion {
  /** Of each plane that the movement cuts anew: the goal is 20. */
  drawnPerPlaneAndSecond: number;
  longestTaskMs: number;
  longestTaskCpuMs: number;
  tasksOver50Ms: number;
}

/** `planes`: as many are cut anew. */
const of = (motion: Motion, planes: number): PlaneMotion => ({
  drawnPerPlaneAndSecond: Math.round((motion.picturesPerSecond / planes) * 10) / 10,
  longestTaskMs: motion.longestTaskMs,
  longestTaskCpuMs: motion.longestTaskCpuMs,
  tasksOver50Ms: motion.tasksOver50Ms,
});

const viewportOf = (page: Page, plane: string) =>
  page.getByRole('region', { name: `${plane} plane` }).getByRole('application');

async function middleOf(page: Page, plane: string) {
  const box = await viewportOf(page, plane).boundingBox();
  if (box === null) throw new Error('no plane');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, reach: Math.min(box.width, box.height) / 4 };
}

/** In circles: both planes that cross this one move with every step. */
async function dragCross(page: Page, plane: string): Promise<PlaneMotion> {
  const { x, y, reach } = await middleOf(page, plane);
  await page.mouse.move(x, y);
  await page.mouse.down();
  const motion = await motionDuring(page, () =>
    inSteps(steps, (step) =>
      page.mouse.move(x + reach * Math.sin(step / 15), y + reach * Math.cos(step / 15)),
    ),
  );
  await page.mouse.up();
  return of(motion, 2);
}

async function turnWheel(page: Page, plane: string): Promise<PlaneMotion> {
  const { x, y } = await middleOf(page, plane);
  await page.mouse.move(x, y);
  // To and fro, well within the volume.
  const motion = await motionDuring(page, () =>
    inSteps(steps, (step) => page.mouse.wheel(0, step % 90 < 45 ? 100 : -100)),
  );
  return of(motion, 1);
}

async function moveAll(page: Page) {
  return {
    axial: await dragCross(page, 'Axial'),
    coronal: await dragCross(page, 'Coronal'),
    sagittal: await dragCross(page, 'Sagittal'),
    axialByWheel: await turnWheel(page, 'Axial'),
  };
}

export async function dragPlanes(browser: Browser, url: string): Promise<object> {
  const { page } = await open(browser, url, desk);
  const memory = await meterMemory(browser, page);
  const startedAtMs = performance.now();
  await page.keyboard.press('m');
  for (const plane of ['Axial', 'Coronal', 'Sagittal'])
    await page
      .getByRole('region', { name: `${plane} plane` })
      .locator('[aria-busy=false]')
      .waitFor({ timeout: 120_000 });
  const readyMs = Math.round(performance.now() - startedAtMs);
  const thin = await moveAll(page);
  await page.getByRole('slider', { name: 'Slab' }).fill(String(slabMm));
  const slab = await moveAll(page);
  return { readyMs, thin, slabMm, slab, heapMiB: await memory.heapMiB(), residentMiB: memory.residentMiB() };
}
