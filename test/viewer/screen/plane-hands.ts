/** Planes through a series: what their tests share. */
import type { BrowserContextOptions } from 'playwright-core';
import { open, page } from './site.ts';

export const names = ['Axial', 'Coronal', 'Sagittal'] as const;
export type Name = (typeof names)[number];

export const plane = (name: Name) => page.getByRole('region', { name: `${name} plane` });
export const said = (name: Name, place: string) => plane(name).locator(`[data-place=${place}]`).innerText();

export async function openPlanes(options: BrowserContextOptions = {}): Promise<void> {
  await open('ct', options);
  await watchKnife();
  await page.keyboard.press('m');
  for (const name of names) await plane(name).locator('[aria-busy=false]').waitFor({ timeout: 30_000 });
}

export async function boxOf(name: Name) {
  const box = await plane(name).boundingBox();
  if (box === null) throw new Error('no plane');
  return box;
}

/** Where the lines cross in this plane, CSS pixels from its corner. */
export async function crossOf(name: Name): Promise<{ x: number; y: number }> {
  const paths = await plane(name)
    .locator('.v-cross path')
    .evaluateAll((found) => found.map((path) => path.getAttribute('d') ?? ''));
  return {
    x: Number(/^M([-\d.]+) 0V/.exec(paths[0] ?? '')?.[1]),
    y: Number(/^M0 ([-\d.]+)H/.exec(paths[1] ?? '')?.[1]),
  };
}

/** How what is asked of the worker that cuts gets there: at once, later, or as something that it can't do. */
type Way = 'as-asked' | 'held' | 'refused';

declare global {
  interface Window {
    knife: { asked: number; way: Way; held: (() => void)[] };
  }
}

/** From then on: what is asked of the worker goes by way of `knifeWay`. */
const watchKnife = () =>
  page.evaluate(() => {
    const knife: Window['knife'] = { asked: 0, way: 'as-asked', held: [] };
    window.knife = knife;
    const post = Reflect.get(Worker.prototype, 'postMessage') as (
      this: Worker,
      message: unknown,
      transfer: Transferable[],
    ) => void;
    // As comlink asks.
    Worker.prototype.postMessage = function (
      this: Worker,
      message: { path?: string[] },
      transfer: Transferable[] | StructuredSerializeOptions = [],
    ) {
      const send = (asked: object) => {
        post.call(this, asked, Array.isArray(transfer) ? transfer : []);
      };
      if (message.path?.[0] !== 'cut') {
        send(message);
        return;
      }
      knife.asked += 1;
      if (knife.way === 'held')
        knife.held.push(() => {
          send(message);
        });
      else send(knife.way === 'refused' ? { ...message, path: ['none'] } : message);
    };
  });

/** What was held goes on with any other way. */
export const knifeWay = (way: Way) =>
  page.evaluate((wanted) => {
    const { knife } = window;
    knife.way = wanted;
    if (wanted !== 'held') for (const go of knife.held.splice(0)) go();
  }, way);

/** How often the worker was asked, once everything that was drawn has had its effects. */
export const cutsAsked = () =>
  page.evaluate(async () => {
    for (let frames = 0; frames < 2; frames += 1) await new Promise(requestAnimationFrame);
    return window.knife.asked;
  });
