/** Planes through a series: what hands and keys do in them, what is said of them, how they are taken away. */
import { readFile } from 'node:fs/promises';
import type { BrowserContextOptions } from 'playwright-core';
import { expect, test } from 'vitest';
import { pixelsOf, type Pixels } from './pixels.ts';
import { fingers, open, page, phone } from './site.ts';

const names = ['Axial', 'Coronal', 'Sagittal'] as const;
type Name = (typeof names)[number];

const plane = (name: Name) => page.getByRole('region', { name: `${name} plane` });
const said = (name: Name, place: string) => plane(name).locator(`[data-place=${place}]`).innerText();

async function openPlanes(options: BrowserContextOptions = {}): Promise<void> {
  await open('ct', options);
  await page.keyboard.press('m');
  for (const name of names) await plane(name).locator('[aria-busy=false]').waitFor({ timeout: 30_000 });
}

async function boxOf(name: Name) {
  const box = await plane(name).boundingBox();
  if (box === null) throw new Error('no plane');
  return box;
}

/** Where the lines cross in this plane, CSS pixels from its corner. */
async function crossOf(name: Name): Promise<{ x: number; y: number }> {
  const paths = await plane(name)
    .locator('.v-cross path')
    .evaluateAll((found) => found.map((path) => path.getAttribute('d') ?? ''));
  return {
    x: Number(/^M([-\d.]+) 0V/.exec(paths[0] ?? '')?.[1]),
    y: Number(/^M0 ([-\d.]+)H/.exec(paths[1] ?? '')?.[1]),
  };
}

test('the lines cross where one points, and every plane says whose it is', async () => {
  await openPlanes();
  const box = await boxOf('Axial');
  const [x, y] = [Math.round(box.width * 0.4), Math.round(box.height * 0.55)];
  const before = { coronal: await crossOf('Coronal'), sagittal: await crossOf('Sagittal') };
  await page.mouse.click(box.x + x, box.y + y);
  await expect.poll(async () => Math.abs((await crossOf('Axial')).x - x)).toBeLessThan(1);
  expect(Math.abs((await crossOf('Axial')).y - y)).toBeLessThan(1);
  // To the picture's left in axial is to the left in coronal; to the back is to the right in sagittal.
  const coronal = await crossOf('Coronal');
  expect(coronal.x).toBeLessThan(before.coronal.x - 10);
  expect(coronal.y).toBeCloseTo(before.coronal.y, 3);
  expect((await crossOf('Sagittal')).x).toBeGreaterThan(before.sagittal.x + 5);
  for (const name of names) {
    expect(await said(name, 'top-left')).toMatch(/Example[^]*EX-1001/);
    expect(await plane(name).getByText('Not for primary diagnosis').count()).toBe(1);
  }
});

test('the viewer’s keys zoom, pan, set the window and go through the plane that was touched last', async () => {
  await openPlanes();
  // It has the focus from the start.
  const start = await crossOf('Axial');
  const { width, height } = await boxOf('Axial');
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(async () => (await crossOf('Axial')).x - start.x).toBeCloseTo(40, 1);
  expect((await crossOf('Axial')).y).toBeCloseTo(start.y, 3);
  await page.keyboard.press('+');
  await expect
    .poll(async () => ((await crossOf('Axial')).x - width / 2) / (start.x + 40 - width / 2))
    .toBeCloseTo(1.25, 1);
  await page.keyboard.press('x');
  await expect.poll(async () => (await crossOf('Axial')).x).toBeCloseTo(start.x, 3);

  expect(await said('Axial', 'bottom-right')).toBe('W 400 L 40');
  await page.keyboard.press('2');
  for (const name of names) await expect.poll(() => said(name, 'bottom-right')).toBe('W 1500 L -600');
  await page.getByLabel('Width').fill('300');
  await page.getByLabel('Width').press('Enter');
  await expect.poll(() => said('Coronal', 'bottom-right')).toBe('W 300 L -600');

  const coronal = await boxOf('Coronal');
  await plane('Coronal').getByRole('application').focus();
  await page.keyboard.press('Home');
  await expect.poll(async () => (await crossOf('Axial')).y).toBeLessThan(height / 2 - 50);
  await page.keyboard.press('z');
  const near = await crossOf('Coronal');
  await page.mouse.move(coronal.x + coronal.width / 2, coronal.y + coronal.height / 2);
  await page.mouse.down();
  await page.mouse.move(coronal.x + coronal.width / 2, coronal.y + coronal.height / 2 - 100, { steps: 3 });
  await page.mouse.up();
  // Dragging zoomed, and did not move the crossing point.
  await page.keyboard.press('x');
  await expect.poll(async () => (await crossOf('Coronal')).x).toBeCloseTo(near.x, 3);
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard and mouse' }).waitFor();
  await page.keyboard.press('Escape');
  expect(await plane('Axial').count()).toBe(1);
});

test('two fingers zoom a plane and carry it along', async () => {
  await openPlanes(phone);
  const box = await boxOf('Axial');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const start = await crossOf('Axial');
  const touch = await fingers();
  await touch('touchStart', [x - 30, y], [x + 30, y]);
  await touch('touchMove', [x - 60, y + 40], [x + 60, y + 40]);
  await touch('touchEnd');
  // Twice as large around the fingers’ middle, which went down by 40.
  await expect
    .poll(async () => (await crossOf('Axial')).y)
    .toBeCloseTo(box.height / 2 + 40 + 2 * (start.y - box.height / 2), 0);
  expect((await crossOf('Axial')).x).toBeCloseTo(box.width / 2 + 2 * (start.x - box.width / 2), 0);
});

async function savePicture(): Promise<Pixels> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save picture' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('series-1-planes.png');
  return pixelsOf(await readFile(await download.path()));
}

/** Pixels as bright as words: in a very wide window nothing of the phantom is. */
const whiteIn = ({ at }: Pixels, box: { x: number; y: number; width: number; height: number }) => {
  let count = 0;
  for (let y = box.y; y < box.y + box.height; y += 1)
    for (let x = box.x; x < box.x + box.width; x += 1) if (at(x, y).every((value) => value > 200)) count += 1;
  return count;
};

test('what is on the screen is saved as one picture, with what must be read in every plane', async () => {
  await openPlanes();
  // Wide enough that nothing of the image is white.
  await page.getByLabel('Width').fill('20000');
  await page.getByLabel('Width').press('Enter');
  await expect.poll(() => said('Axial', 'bottom-right')).toMatch(/^W 20.?000/);
  const [axial, coronal, sagittal] = [await boxOf('Axial'), await boxOf('Coronal'), await boxOf('Sagittal')];
  const all = await savePicture();
  expect(Math.abs(all.width - (coronal.x + coronal.width - axial.x))).toBeLessThanOrEqual(1);
  expect(Math.abs(all.height - (sagittal.y + sagittal.height - axial.y))).toBeLessThanOrEqual(1);
  for (const { x, y, width, height } of [axial, coronal, sagittal]) {
    const [left, top] = [Math.round(x - axial.x), Math.round(y - axial.y)];
    const corner = { width: 160, height: 60 };
    // Whose it is; what it is not for; where left is.
    expect(whiteIn(all, { x: left, y: top, ...corner })).toBeGreaterThan(40);
    const right = left + Math.floor(width) - corner.width;
    expect(
      whiteIn(all, { x: right, y: top + Math.floor(height) - corner.height, ...corner }),
    ).toBeGreaterThan(40);
    const middle = top + Math.floor(height / 2) - 10;
    expect(whiteIn(all, { x: left, y: middle, width: 40, height: 20 })).toBeGreaterThan(5);
  }
  await plane('Sagittal').getByRole('application').focus();
  await page.keyboard.press('Enter');
  await plane('Axial').waitFor({ state: 'hidden' });
  const alone = await boxOf('Sagittal');
  const one = await savePicture();
  expect(Math.abs(one.width - alone.width)).toBeLessThanOrEqual(1);
  expect(Math.abs(one.height - alone.height)).toBeLessThanOrEqual(1);
});
