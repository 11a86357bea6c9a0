/** Pages as people see them: pictures to look at, and what axe finds. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from 'playwright-core';

const shots = process.env['PACS_SHOTS'];

/** Saves what a desk and a phone show into PACS_SHOTS, where that is named; nothing is asserted about pixels. */
export async function look(of: Page, name: string): Promise<void> {
  if (shots === undefined) return;
  for (const [width, height] of [
    [1440, 900],
    [360, 780],
  ] as const) {
    await of.setViewportSize({ width, height });
    await of.screenshot({ path: `${shots}/${name}-${String(width)}.png` });
  }
  await of.setViewportSize({ width: 1440, height: 900 });
}

/** WCAG 2.2 A and AA: each finding with the element it is about. */
export async function findings(of: Page): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  const { violations } = await new AxeBuilder({ page: of }).withTags(tags).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** By the keyboard alone: what Tab comes to, by the words of its label or its own. */
export async function tabThrough(page: Page, steps: number): Promise<string[]> {
  const names: string[] = [];
  for (let step = 0; step < steps; step += 1) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => {
      const focused = document.activeElement;
      const label = focused?.getAttribute('aria-labelledby')?.split(' ').at(-1) ?? '';
      return (document.getElementById(label) ?? focused)?.textContent ?? '';
    });
    // A day has a stop for each of its parts.
    if (name !== names.at(-1)) names.push(name);
  }
  return names;
}

export const hasFocus = (of: Locator): Promise<boolean> =>
  of.evaluate((element) => element === document.activeElement);
