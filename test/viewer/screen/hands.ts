/** Mouse, keys and fingers. */
import { expect, test } from 'vitest';
import { findings, middleOf, open, page, pane, words } from './site.ts';

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
