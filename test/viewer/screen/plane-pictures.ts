/** Planes through a series: what stands there when a cut is late or fails, and how they are taken away. */
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { axial as fewSlices } from './oblique.ts';
import { pixelsOf, type Pixels } from './pixels.ts';
import { boxOf, cutsAsked, knifeWay, names, openPlanes, plane, said, type Name } from './plane-hands.ts';
import { addStudy, open, page } from './site.ts';

const slab = (millimetres: number) => page.getByRole('slider', { name: 'Slab' }).fill(String(millimetres));
const saveButton = () => page.getByRole('button', { name: 'Save picture' });
const canvasOf = (name: Name) => plane(name).locator('canvas');

test('a plane is cut once for its first picture', async () => {
  await openPlanes();
  expect(await cutsAsked()).toBe(names.length);
});

test('a plane’s slab of a few cuts says that it is a preview, and is not saved', async () => {
  await openPlanes();
  await knifeWay('held');
  await slab(20);
  for (const name of names)
    await expect.poll(() => said(name, 'bottom-left')).toMatch(/Maximum \(MIP\) 20 mm · Preview/);
  await saveButton().click();
  await page.getByText('The planes are still being computed. Try again in a moment.').waitFor();
  await knifeWay('as-asked');
  for (const name of names)
    await expect.poll(() => said(name, 'bottom-left')).toMatch(/Maximum \(MIP\) 20 mm$/);
});

test('a plane that cannot be cut shows nothing of where it was before, until it can', async () => {
  await openPlanes();
  await plane('Axial').getByRole('application').focus();
  await knifeWay('refused');
  await page.keyboard.press('PageDown');
  await plane('Axial').getByRole('alert').getByText('This plane could not be cut.').waitFor();
  expect(await canvasOf('Axial').isVisible()).toBe(false);
  expect(await canvasOf('Coronal').isVisible()).toBe(true);
  await saveButton().click();
  await page.getByText('The picture could not be made.').waitFor();
  await knifeWay('as-asked');
  await page.keyboard.press('PageDown');
  await canvasOf('Axial').waitFor();
  expect(await plane('Axial').getByRole('alert').count()).toBe(0);
});

test('planes whose lookup table cannot be fetched say so, and let one go back', async () => {
  const study = await addStudy(
    'no-table',
    fewSlices.map(({ bytes }) => bytes),
  );
  const blob = { pack: 0, at: 0, bytes: 4, crc: 0 };
  for (const display of study.index.displays)
    display.voiLuts = [{ entries: 2, firstValueMapped: 0, bitsPerEntry: 16, blob }];
  study.indexGzip = gzipSync(JSON.stringify(study.index));
  await open('no-table');
  await page.keyboard.press('m');
  const refusal = page.getByRole('alert').filter({ hasText: 'No planes can be cut' });
  await refusal.getByText('A lookup table it needs could not be fetched.').waitFor();
  expect(await refusal.getByRole('button', { name: 'Try again' }).count()).toBe(1);
  await page.getByRole('button', { name: 'Back to the images' }).click();
  await refusal.waitFor({ state: 'detached' });
});

async function savePicture(): Promise<Pixels> {
  const [download] = await Promise.all([page.waitForEvent('download'), saveButton().click()]);
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

test('a picture has the pixels of the planes', async () => {
  await openPlanes();
  const saved = await savePicture();
  const corner = await boxOf('Axial');
  for (const name of names) {
    const { x, y } = await boxOf(name);
    const drawn = await pixelsOf(await canvasPng(name));
    let bright = 0;
    // Around the middle, where no words are.
    for (let across = 0.4; across < 0.6; across += 0.02)
      for (let down = 0.4; down < 0.6; down += 0.02) {
        const at = { x: Math.round(drawn.width * across), y: Math.round(drawn.height * down) };
        const pixel = drawn.at(at.x, at.y);
        bright += pixel[0] > 40 ? 1 : 0;
        expect(saved.at(Math.round(x - corner.x) + at.x, Math.round(y - corner.y) + at.y)).toEqual(pixel);
      }
    expect(bright).toBeGreaterThan(20);
  }
});

/** As it is drawn, without what stands above it. */
const canvasPng = async (name: Name) =>
  Buffer.from(
    await canvasOf(name).evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL().split(',')[1] ?? ''),
    'base64',
  );

test('what is chosen in the moment of saving planes is in the picture, and in its words', async () => {
  await openPlanes();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    saveButton().evaluate((button: HTMLElement) => {
      button.click();
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '2', bubbles: true }));
    }),
  ]);
  for (const name of names) await expect.poll(() => said(name, 'bottom-right')).toBe('W 1500 L -600');
  const later = await savePicture();
  const early = await pixelsOf(await readFile(await download.path()));
  expect(differing(early, later)).toBe(0);
});

const differing = (one: Pixels, other: Pixels) => {
  let count = 0;
  for (let y = 0; y < one.height; y += 1)
    for (let x = 0; x < one.width; x += 1) if (one.at(x, y).join() !== other.at(x, y).join()) count += 1;
  return count;
};
