/** Pictures that are saved, beside what is on the screen. */
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { pixelsOf, type Pixels } from './pixels.ts';
import { drag, middleOf, open, page, pane } from './site.ts';

/** The yellow of measurements, which no grey image has. */
const isYellow = ([red, green, blue]: readonly number[]) =>
  (red ?? 0) > 180 && (green ?? 0) > 140 && (blue ?? 0) < 130;

const yellowIn = ({ width, height, at }: Pixels) => {
  let count = 0;
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) if (isYellow(at(x, y))) count += 1;
  return count;
};

async function save(wish: { words: boolean; drawings: boolean; screen: boolean }): Promise<Pixels> {
  const panel = page.getByRole('dialog', { name: 'Take away' });
  await panel.getByLabel(wish.screen ? 'As on the screen' : 'All of it, pixel by pixel').check();
  await panel.getByLabel(/^Patient, orientation/).setChecked(wish.words);
  await panel.getByLabel(/^Measurements and drawings/).setChecked(wish.drawings);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    panel.getByRole('button', { name: 'Save picture' }).click(),
  ]);
  return pixelsOf(await readFile(await download.path()));
}

async function openPanel(): Promise<void> {
  await page.getByRole('button', { name: /^Take away/ }).click();
}

test('a whole picture has the image’s own pixels, and what was measured where it was measured', async () => {
  await open('ct');
  await page.keyboard.press('l');
  const { x, y } = await middleOf(1);
  await drag([x - 100, y], [x + 100, y]);
  await pane(1).locator('.m-label').waitFor();
  await openPanel();
  const bare = await save({ words: false, drawings: false, screen: false });
  const drawn = await save({ words: false, drawings: true, screen: false });
  expect(yellowIn(bare)).toBe(0);
  // Enlarged by a whole number, so that labels have room.
  expect(drawn.width % bare.width).toBe(0);
  expect(drawn.width).toBeGreaterThanOrEqual(512);
  const middle = drawn.height / 2;
  const isOnLine = [-0.5, 0, 0.5].some((off) => isYellow(drawn.at(drawn.width / 2 + 10, middle + off)));
  expect(isOnLine).toBe(true);
  expect(yellowIn(drawn)).toBeGreaterThan(200);
  const worded = await save({ words: true, drawings: false, screen: false });
  expect(yellowIn(worded)).toBe(0);
});

test('a picture as on the screen is what the pane shows: zoomed, turned, inverted, with what is measured', async () => {
  await open('ct');
  await page.keyboard.press('f');
  await page.keyboard.press(']');
  await page.keyboard.press('i');
  for (let times = 0; times < 3; times += 1) await page.keyboard.press('+');
  await openPanel();
  const shown = page.locator('.v-viewport canvas');
  const url = await shown.evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL('image/png'));
  const onScreen = await pixelsOf(Buffer.from(url.replace(/^.*,/, ''), 'base64'));
  const bare = await save({ words: false, drawings: false, screen: true });
  expect([bare.width, bare.height]).toEqual([onScreen.width, onScreen.height]);
  let light = 0;
  for (let y = 0; y < bare.height; y += 7)
    for (let x = 0; x < bare.width; x += 7) {
      light += bare.at(x, y)[0];
      expect(Math.abs(bare.at(x, y)[0] - onScreen.at(x, y)[0])).toBeLessThan(4);
    }
  expect(light).toBeGreaterThan(10_000);
  await page.keyboard.press('Escape');

  await page.keyboard.press('l');
  const { x, y } = await middleOf(1);
  await drag([x - 60, y - 40], [x + 60, y - 40]);
  await pane(1).locator('.m-label').waitFor();
  await openPanel();
  const drawn = await save({ words: false, drawings: true, screen: true });
  // The panel took room from the pane: the line is where it is on the screen now.
  const line = await pane(1).locator('.m-line').boundingBox();
  const box = await pane(1).locator('.v-viewport').boundingBox();
  if (line === null || box === null) throw new Error('nothing drawn');
  const row = line.y - box.y + line.height / 2;
  const column = line.x - box.x + line.width / 4;
  expect([-1, 0, 1].some((off) => isYellow(drawn.at(column, row + off)))).toBe(true);
});

test('labels of figures that lie close together stand apart and inside the pane', async () => {
  await open('ct');
  const { x, y } = await middleOf(1);
  await page.keyboard.press('e');
  for (let number = 0; number < 6; number += 1) {
    // Further than the handles of the one before reach.
    const from = { x: x - 60 + 20 * number, y: y - 20 * number };
    await drag([from.x, from.y], [from.x + 70, from.y + 50]);
  }
  await expect.poll(() => pane(1).locator('.m-label').count()).toBe(6);
  const boxes = await pane(1)
    .locator('.m-label')
    .evaluateAll((labels) =>
      labels.map((label) => {
        const { left, top, right, bottom } = label.getBoundingClientRect();
        return { left, top, right, bottom };
      }),
    );
  const frame = await pane(1).boundingBox();
  if (frame === null) throw new Error('no pane');
  boxes.forEach((box, at) => {
    expect(box.left).toBeGreaterThanOrEqual(frame.x);
    expect(box.right).toBeLessThanOrEqual(frame.x + frame.width);
    for (const other of boxes.slice(at + 1))
      expect(
        box.right <= other.left ||
          other.right <= box.left ||
          box.bottom <= other.top ||
          other.bottom <= box.top,
      ).toBe(true);
  });
});
