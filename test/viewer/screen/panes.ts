/** Panes: whose image, where it lies, what shows in which. */
import { expect, test } from 'vitest';
import { coronalTopMm } from './oblique.ts';
import { middleOf, open, page, pane, words } from './site.ts';

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

test('a reload brings panes, their series and their images back', async () => {
  await open('mixed');
  await page.keyboard.press('g');
  await pane(2).waitFor();
  await page.keyboard.press('.');
  await page.keyboard.press('PageDown');
  await expect.poll(() => words(2, 'top-right')).toContain('Series 3 /');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => words(2, 'bottom-left')).toMatch(/^Image 2 \//);
  await page.reload();
  await expect.poll(() => words(2, 'top-right')).toContain('Series 3 /');
  await expect.poll(() => words(2, 'bottom-left')).toMatch(/^Image 2 \//);
  expect(await words(1, 'top-right')).toContain('Series 1 /');
  expect(await pane(2).getAttribute('data-active')).toBe('');
});

test('a line shows where the active image cuts another one of its space, and nothing is drawn in another space', async () => {
  await open('tiny-hung');
  await expect.poll(() => words(3, 'top-right')).toContain('Series 3 /');
  // A level line has no height: it never counts as visible.
  const line = pane(2).locator('.v-reference line');
  await line.waitFor({ state: 'attached' });
  const drawn = () =>
    line.evaluate((one) => ['x1', 'x2', 'y1', 'y2'].map((name) => Number(one.getAttribute(name))));
  const box = await pane(2).locator('.v-viewport').boundingBox();
  if (box === null) throw new Error('no picture');
  const scale = Math.min(box.width, box.height) / 64;
  /** Where an axial image at this height cuts the coronal one: pixels of 3.75 mm, the first one's middle on top. */
  const expected = (z: number) => {
    const y = box.height / 2 + ((coronalTopMm - z) / 3.75 + 0.5 - 32) * scale;
    return [box.width / 2 - 32 * scale, box.width / 2 + 32 * scale, y, y];
  };
  const distance = async (z: number) => {
    const [x1 = NaN, x2 = NaN, ...heights] = await drawn();
    const ends = [Math.min(x1, x2), Math.max(x1, x2), ...heights];
    return Math.max(...expected(z).map((place, at) => Math.abs(place - (ends[at] ?? NaN))));
  };
  const image = Number(/^Image (\d+)/.exec(await words(1, 'bottom-left'))?.[1]);
  await expect.poll(() => distance(-80 + 4 * (image - 1))).toBeLessThan(1);
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => distance(-76)).toBeLessThan(1);
  expect(await pane(3).locator('.v-reference').count()).toBe(0);

  await page.keyboard.press('n');
  await expect.poll(() => line.count()).toBe(0);
  await page.keyboard.press('n');
  await expect.poll(() => line.count()).toBe(1);
  for (const number of [2, 3]) {
    await page.keyboard.press('.');
    await expect.poll(() => pane(number).getAttribute('data-active')).toBe('');
    // The coronal image cuts the axial one; the image of the other space cuts neither.
    await expect.poll(() => page.locator('.v-reference').count()).toBe(3 - number);
  }
});

test('another series chosen beside its planes takes their place whole', async () => {
  await open('mixed');
  const inStrip = (title: string) => page.locator('.v-strip-item').filter({ hasText: title }).first();
  await inStrip('Chest 5 mm').click();
  await page.keyboard.press('m');
  const planes = page.locator('.v-plane');
  await expect.poll(() => planes.locator('canvas').count()).toBe(3);
  const seriesOf = () => planes.first().locator('[data-place=top-right]').innerText();
  expect(await seriesOf()).toMatch(/Series \d \/ \d · Chest/);
  await planes.evaluateAll((all) => {
    for (const plane of all) plane.setAttribute('data-old', '');
  });
  await inStrip('T1 axial').click();
  await expect.poll(() => planes.and(page.locator('[data-old]')).count()).toBe(0);
  await expect.poll(() => planes.locator('canvas').count()).toBe(3);
  expect(await seriesOf()).toMatch(/Series \d \/ \d · T1 axial/);
});
