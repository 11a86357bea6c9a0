/** A phantom whose values are known, and hands that measure on it in Chromium. */
import { readHeader } from '@pacs/shared/dicom/read-header';
import { splitInstance } from '@pacs/shared/dicom/split-instance';
import type { Locator, Page } from 'playwright-core';
import { ctVolume } from '../../../tools/seed/synthetic/ct-volume.ts';

const size = 256;
/** Millimetres a pixel: the phantom is 400 mm wide. */
export const spacing = 400 / size;
export const phantom = ctVolume({ slices: 3, size });
interface At {
  x: number;
  y: number;
}

/** Where the image's columns and rows lie on the screen: it fits, its middle in the pane's middle. */
export async function screenOf(on: Page): Promise<(at: At) => At> {
  const box = await on.locator('.v-viewport').first().boundingBox();
  if (box === null) throw new Error('no viewport');
  const scale = Math.min(box.width, box.height) / size;
  return ({ x, y }) => ({
    x: box.x + box.width / 2 + (x - size / 2) * scale,
    y: box.y + box.height / 2 + (y - size / 2) * scale,
  });
}

export async function drag(on: Page, key: string, from: At, to: At): Promise<void> {
  const toScreen = await screenOf(on);
  const [start, end] = [toScreen(from), toScreen(to)];
  await on.keyboard.press(key);
  await on.mouse.move(start.x, start.y);
  await on.mouse.down();
  await on.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2);
  await on.mouse.move(end.x, end.y);
  await on.mouse.up();
}

export const labels = (on: Page) => on.locator('.m-label');
export const labelOf = (on: Page, words: string | RegExp) => labels(on).filter({ hasText: words });
export const textOf = async (label: Locator) => (await label.allInnerTexts()).join('\n');
export const figures = (text: string) =>
  Array.from(text.matchAll(/[−-]?\d+(?:\.\d+)?/g), ([word]) => Number(word.replace('−', '-')));

/** From the file's own bytes: Hounsfield units of the pixels whose middles lie in the box. */
export function expectedRoi(from: At, to: At) {
  const [first] = phantom;
  if (first === undefined) throw new Error('no file');
  const read = readHeader(first.bytes, { totalBytes: first.bytes.length });
  if (read.status !== 'ok') throw new Error(read.status);
  const pixels = splitInstance(first.bytes, read.header).payloads[0];
  if (pixels === undefined) throw new Error('no pixels');
  const view = new DataView(pixels.buffer, pixels.byteOffset, pixels.byteLength);
  const values: number[] = [];
  for (let row = from.y; row < to.y; row += 1)
    for (let column = from.x; column < to.x; column += 1)
      values.push(view.getUint16(2 * (row * size + column), true) - 1024);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  return { mean, sd, min: Math.min(...values), max: Math.max(...values), pixels: values.length };
}
