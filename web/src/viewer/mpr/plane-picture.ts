/** The planes on the screen as one picture, each with what must be read with it. */
import { saveBlob } from '../../ui/save-blob.ts';
import { encodeCanvas } from '../takeaway/image-canvas.ts';
import { writeWords } from '../takeaway/picture-words.ts';
import type { OverlayWords } from '../view/overlay.tsx';

export interface PlanePicture {
  /** As drawn on the screen, in the screen's own pixels. */
  canvas: HTMLCanvasElement;
  words: OverlayWords;
  /** Where it lies on the page, CSS pixels. */
  box: { x: number; y: number };
}

/** Something that moved is still being cut: what is on the screen is not what will be. */
export class UnfinishedPlaneError extends Error {}

/**
 * All of them or nothing. Rejects with UnfinishedPlaneError until each is there as finely as it will be, with another
 * error where one can't be had.
 */
export async function savePlanes(
  shown: readonly (() => PlanePicture | undefined)[],
  stack: number,
): Promise<void> {
  // What was chosen a moment ago is drawn with the next animation frame: asked before, they may be of another moment.
  await new Promise(requestAnimationFrame);
  const pictures = shown.map((picture) => picture());
  const whole = pictures.filter((picture) => picture !== undefined);
  if (whole.length < pictures.length) throw new UnfinishedPlaneError('a plane is not cut yet');
  const canvas = planesPicture(whole, window.devicePixelRatio || 1);
  saveBlob(await encodeCanvas(canvas, 'image/png'), `series-${String(stack + 1)}-planes.png`);
}

/** They lie as on the screen. */
function planesPicture(planes: readonly PlanePicture[], density: number): HTMLCanvasElement {
  const left = Math.min(...planes.map(({ box }) => box.x));
  const top = Math.min(...planes.map(({ box }) => box.y));
  const placed = planes.map(({ canvas, words, box }) => ({
    canvas: named(canvas, words),
    x: Math.round((box.x - left) * density),
    y: Math.round((box.y - top) * density),
  }));
  const picture = document.createElement('canvas');
  picture.width = Math.max(...placed.map(({ canvas, x }) => x + canvas.width));
  picture.height = Math.max(...placed.map(({ canvas, y }) => y + canvas.height));
  const context = picture.getContext('2d');
  if (context === null) throw new Error('no canvas');
  // Between the planes.
  context.fillStyle = '#444';
  context.fillRect(0, 0, picture.width, picture.height);
  for (const { canvas, x, y } of placed) context.drawImage(canvas, x, y);
  return picture;
}

function named(drawn: HTMLCanvasElement, words: OverlayWords): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = drawn.width;
  canvas.height = drawn.height;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  context.drawImage(drawn, 0, 0);
  writeWords(canvas, words);
  return canvas;
}
