/** The image of a pane as a picture: whole at its own resolution, or the part that is on the screen. */
import { createPainter } from '../canvas/painter.ts';
import { pixelShape } from '../core/facts.ts';
import type { Point } from '../core/gestures.ts';
import { stretch, type Size } from '../core/turn.ts';
import { paintingOf } from '../view/painting-of.ts';
import type { PaneFrame } from '../view/pane-frame.ts';
import { paintDrawings } from './paint-drawings.ts';
import { wholePlacing, type ImageMatrix } from './picture-placing.ts';
import { pictureWords, wordPixels, writeWords } from './picture-words.ts';

export interface PictureWish {
  /** As on the screen: the pane's size, zoom and place; else all of the image. Turned and windowed in both. */
  extent: 'whole' | 'screen';
  withWords: boolean;
  withDrawings: boolean;
}

/** Words need room: smaller images are enlarged by a whole number before anything is put on them. */
const leastSideWithWords = 512;
/** Pixels of a label's font: drawings are as large beside the words as they are on the screen. */
const labelPixels = 12;

/** undefined where the image is not here whole: previews are never exported. */
export function imageCanvas(frame: PaneFrame, wish: PictureWish): HTMLCanvasElement | undefined {
  const image = paintedImage(frame);
  const { format, display } = frame.entry.facts;
  if (image === undefined || format === undefined) return undefined;
  const asOnScreen = wish.extent === 'screen' ? screenPicture(frame) : undefined;
  if (wish.extent === 'screen' && asOnScreen === undefined) return undefined;
  const picture =
    asOnScreen ??
    wholePicture(frame, stretch(pixelShape(display)), format, wish.withWords || wish.withDrawings);

  const canvas = document.createElement('canvas');
  canvas.width = picture.size.width;
  canvas.height = picture.size.height;
  const context = canvas.getContext('2d');
  if (context === null) return undefined;
  context.fillStyle = '#000';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.setTransform(...picture.matrix);
  context.imageSmoothingEnabled = wish.extent === 'screen';
  // As canvas/viewport.ts draws it.
  context.imageSmoothingQuality = Math.hypot(picture.matrix[0], picture.matrix[1]) < 1 ? 'medium' : 'low';
  context.drawImage(image, 0, 0, format.columns, format.rows);
  if (wish.withDrawings) {
    // In units in which a label's font is 12, as it is on the screen.
    context.setTransform(picture.unit, 0, 0, picture.unit, 0, 0);
    paintDrawings(context, frame, {
      imageToScreen: (point) => scaled(placed(picture.matrix, point), 1 / picture.unit),
      size: () => ({ width: canvas.width / picture.unit, height: canvas.height / picture.unit }),
    });
  }
  const words = pictureWords(frame, wish.extent === 'screen' ? frame.transforms.scale() : undefined);
  if (wish.withWords && words !== undefined) writeWords(canvas, words);
  return canvas;
}

interface Picture {
  size: Size;
  /** From image to picture. */
  matrix: ImageMatrix;
  /** Picture pixels of one pixel of a label's font, which has 12. */
  unit: number;
}

function wholePicture(
  { look }: PaneFrame,
  pixel: Size,
  { rows, columns }: { rows: number; columns: number },
  needsRoom: boolean,
): Picture {
  const shorter = Math.min(columns * pixel.width, rows * pixel.height);
  const enlarge = needsRoom ? Math.max(1, Math.ceil(leastSideWithWords / shorter)) : 1;
  const { size, matrix } = wholePlacing(
    { width: columns, height: rows },
    { width: pixel.width * enlarge, height: pixel.height * enlarge },
    look.turn,
  );
  return { size, matrix, unit: wordPixels(Math.min(size.width, size.height)) / labelPixels };
}

/** As many pixels as the screen has. */
function screenPicture({ transforms }: PaneFrame): Picture | undefined {
  const matrix = transforms.matrix();
  if (matrix === undefined) return undefined;
  const density = window.devicePixelRatio || 1;
  const { width, height } = transforms.size();
  const [a, b, c, d, e, f] = matrix;
  return {
    size: { width: Math.round(width * density), height: Math.round(height * density) },
    matrix: [a * density, b * density, c * density, d * density, e * density, f * density],
    unit: density,
  };
}

const placed = ([a, b, c, d, e, f]: ImageMatrix, { x, y }: Point): Point => ({
  x: a * x + c * y + e,
  y: b * x + d * y + f,
});

const scaled = ({ x, y }: Point, by: number): Point => ({ x: x * by, y: y * by });

function paintedImage(frame: PaneFrame): HTMLCanvasElement | undefined {
  const painting = frame.isPreview ? undefined : paintingOf(frame, frame.decoded);
  if (painting === undefined) return undefined;
  const painter = createPainter();
  painter.take(painting);
  painter.paint();
  return painter.canvas;
}

export function encodeCanvas(canvas: HTMLCanvasElement, type: 'image/png' | 'image/jpeg'): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => {
        if (blob === null) reject(new Error('the image could not be encoded'));
        else resolve(blob);
      },
      type,
      0.92,
    );
  });
}
