/** Planes through a series: what hands and keys do in them, what is said of them. */
import { expect, test } from 'vitest';
import { boxOf, crossOf, names, openPlanes, plane, said } from './plane-hands.ts';
import { fingers, page, phone } from './site.ts';

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

test('the plane whose slider was touched is the one that keys mean', async () => {
  await openPlanes();
  await page.getByRole('slider', { name: 'Sagittal plane through the volume' }).focus();
  await page.keyboard.press('Enter');
  await plane('Axial').waitFor({ state: 'hidden' });
  expect(await plane('Sagittal').isVisible()).toBe(true);
});

test('left and right drag sets the window of the planes, and points at nothing', async () => {
  await openPlanes();
  const { x, y, width, height } = await boxOf('Axial');
  const start = await crossOf('Axial');
  const [left, top] = [x + width * 0.3, y + height * 0.3];
  await page.mouse.move(left, top);
  await page.mouse.down();
  await page.mouse.down({ button: 'right' });
  await page.mouse.move(left + 60, top + 30, { steps: 3 });
  await page.mouse.up({ button: 'right' });
  await page.mouse.move(left + 90, top + 60);
  await page.mouse.up();
  await expect.poll(() => said('Coronal', 'bottom-right')).toBe('W 480 L 80');
  expect(await crossOf('Axial')).toEqual(start);
});

test('Escape takes back what was typed, and closes the planes only then', async () => {
  await openPlanes();
  const width = page.getByLabel('Width');
  await width.fill('3');
  await width.press('Escape');
  expect(await width.inputValue()).toBe('400');
  expect(await plane('Axial').isVisible()).toBe(true);
  await width.press('Escape');
  await plane('Axial').waitFor({ state: 'detached' });
});

test('a third finger on a plane points at nothing while two zoom', async () => {
  await openPlanes(phone);
  const box = await boxOf('Axial');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const start = await crossOf('Axial');
  const position = await said('Coronal', 'bottom-left');
  const touch = await fingers();
  await touch('touchStart', [x - 30, y], [x + 30, y]);
  await touch('touchMove', [x - 60, y], [x + 60, y]);
  await touch('touchStart', [x - 60, y], [x + 60, y], [x, y + 50]);
  await touch('touchEnd');
  await expect
    .poll(async () => (await crossOf('Axial')).x)
    .toBeCloseTo(box.width / 2 + 2 * (start.x - box.width / 2), 0);
  expect(await said('Coronal', 'bottom-left')).toBe(position);
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
