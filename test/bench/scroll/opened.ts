/** A link opened in a window of its own, every image of its series here. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

export const desk: BrowserContextOptions = { viewport: { width: 1440, height: 900 } };
export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
};

export interface Opened {
  page: Page;
  /** Of the first pane, in CSS pixels. */
  box: { x: number; y: number; width: number; height: number };
}

export async function open(
  browser: Browser,
  url: string,
  options: BrowserContextOptions,
  deviceMemoryGiB?: number,
): Promise<Opened> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  if (deviceMemoryGiB !== undefined)
    await page.addInitScript((value) => {
      Object.defineProperty(Navigator.prototype, 'deviceMemory', { get: () => value });
    }, deviceMemoryGiB);
  await page.goto(url);
  await page.waitForFunction(() => performance.getEntriesByName('series-local').length > 0, undefined, {
    timeout: 90_000,
  });
  await page.getByRole('button', { name: 'Reject all' }).click();
  const box = await page.locator('.v-viewport').first().boundingBox();
  if (box === null) throw new Error('no pane');
  return { page, box };
}
