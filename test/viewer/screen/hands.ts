/** Mouse, keys and fingers. */
import { expect, test } from 'vitest';
import { drag, findings, middleOf, open, page, pane, words } from './site.ts';

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

test('every key of the list on ? is one that works, and single keys can be switched off', async () => {
  await open('ct');
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard and mouse' });
  expect(await findings()).toEqual([]);
  await dialog.getByText('Single keys work').click();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await page.keyboard.press('i');
  await page.keyboard.press('End');
  await expect.poll(() => words(1, 'bottom-left')).toMatch(/^Image 60 \//);
  expect(await pane(1).getByText('Inverted').count()).toBe(0);
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

test('the magnifier shows what lies under it, larger, while it is held', async () => {
  await open('ct');
  await page.keyboard.press('u');
  await pane(1).locator('.m-layer').waitFor();
  const { x, y } = await middleOf(1);
  await page.mouse.move(x + 60, y + 30);
  await page.mouse.down();
  await page.mouse.move(x + 61, y + 30);
  const lens = pane(1).locator('.m-lens');
  await lens.waitFor();
  /** Mean grey of a square around the place that the lens is over. */
  const meanOf = (selector: string, side: number) =>
    pane(1)
      .locator(selector)
      .evaluate(
        (canvas: HTMLCanvasElement, [left, top, length]) => {
          const box = canvas.getBoundingClientRect();
          const from = [left - box.x - length / 2, top - box.y - length / 2] as const;
          const { data } = canvas.getContext('2d')?.getImageData(...from, length, length) ?? { data: [] };
          return [...data].reduce((sum, value, at) => sum + (at % 4 === 0 ? value : 0), 0) / length ** 2;
        },
        [x + 61, y + 30, side] as const,
      );
  const under = await meanOf('.v-viewport canvas', 24);
  expect(under).toBeGreaterThan(10);
  expect(Math.abs((await meanOf('.m-lens', 60)) - under)).toBeLessThan(8);
  await page.mouse.up();
  await expect.poll(() => lens.count()).toBe(0);
});

test('the magnifier opens by its key, too: arrows move it along the screen, Escape puts it away', async () => {
  await open('ct');
  await page.keyboard.press('u');
  await pane(1).locator('.m-layer').waitFor();
  await page.keyboard.press(']');
  await page.keyboard.press('u');
  const lens = pane(1).locator('.m-lens');
  await lens.waitFor();
  const placeOf = async () => {
    const box = await lens.boundingBox();
    if (box === null) throw new Error('no lens');
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  const middle = await middleOf(1);
  const start = await placeOf();
  expect(Math.abs(start.x - middle.x)).toBeLessThan(2);
  expect(Math.abs(start.y - middle.y)).toBeLessThan(2);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowDown');
  await expect.poll(placeOf).toEqual({ x: start.x + 6, y: start.y + 60 });
  // Keys that are not the magnifier's mean what they always mean.
  expect(await words(1, 'bottom-left')).toMatch(/^Image 1 \//);
  await page.keyboard.press('End');
  await expect.poll(() => words(1, 'bottom-left')).toMatch(/^Image 60 \//);
  expect(await lens.count()).toBe(1);
  await page.keyboard.press('Escape');
  await expect.poll(() => lens.count()).toBe(0);
  await page.keyboard.press('u');
  await lens.waitFor();
  await page.keyboard.press('w');
  await expect.poll(() => lens.count()).toBe(0);
});

test('the eraser takes a figure away, and undo brings it back', async () => {
  await open('ct');
  const { x, y } = await middleOf(1);
  await page.keyboard.press('l');
  await drag([x - 60, y], [x + 60, y]);
  const figures = pane(1).locator('.m-label');
  await expect.poll(() => figures.count()).toBe(1);
  const eraser = page.getByRole('button', { name: /^Eraser/ });
  if (!(await eraser.isVisible())) await page.getByRole('button', { name: /^More tools/ }).click();
  await eraser.click();
  await page.mouse.click(x, y);
  await expect.poll(() => figures.count()).toBe(0);
  await page.keyboard.press('Control+z');
  await expect.poll(() => figures.count()).toBe(1);
});
