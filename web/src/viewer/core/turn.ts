/**
 * How an image lies on the screen: mirrored left to right or not, then rotated clockwise by quarters. These
 * eight positions are all that flips and rotations can reach.
 */
import { say } from '../../words/say.ts';

export type Quarter = 0 | 90 | 180 | 270;

export interface Turn {
  rotation: Quarter;
  mirrored: boolean;
}

export const upright: Turn = { rotation: 0, mirrored: false };

const quarter = (degrees: number): Quarter => ((((degrees % 360) + 360) % 360) as Quarter) || 0;

export const rotateBy = (turn: Turn, degrees: 90 | -90 | 180): Turn => ({
  ...turn,
  rotation: quarter(turn.rotation + degrees),
});

/** Left and right change places on the screen, whatever the rotation. */
export const flipHorizontally = ({ rotation, mirrored }: Turn): Turn => ({
  rotation: quarter(-rotation),
  mirrored: !mirrored,
});

/** Top and bottom change places on the screen. */
export const flipVertically = ({ rotation, mirrored }: Turn): Turn => ({
  rotation: quarter(180 - rotation),
  mirrored: !mirrored,
});

type Step = readonly [alongColumns: number, alongRows: number];

/** Which way one walks in the image (columns, rows) when going right, and when going down, on the screen. */
export function imageDirections({ rotation, mirrored }: Turn): { right: Step; down: Step } {
  const unrotated: Record<Quarter, { right: Step; down: Step }> = {
    0: { right: [1, 0], down: [0, 1] },
    90: { right: [0, -1], down: [1, 0] },
    180: { right: [-1, 0], down: [0, -1] },
    270: { right: [0, 1], down: [-1, 0] },
  };
  const { right, down } = unrotated[rotation];
  const mirror = ([x, y]: Step): Step => [mirrored ? 0 - x : x, y];
  return { right: mirror(right), down: mirror(down) };
}

export interface Size {
  width: number;
  height: number;
}

/** Screen pixels an image pixel takes when the image just fits; `pixel` is an image pixel's own width and height. */
export function fitScale(canvas: Size, image: Size, pixel: Size, { rotation }: Turn): number {
  const shape = stretch(pixel);
  const width = image.width * shape.width;
  const height = image.height * shape.height;
  const sideways = rotation === 90 || rotation === 270;
  return Math.min(canvas.width / (sideways ? height : width), canvas.height / (sideways ? width : height));
}

/** Factors on the scale for pixels that are not square: the shorter side is 1, as cornerstone draws them. */
export function stretch(pixel: Size): Size {
  if (pixel.height < pixel.width) return { width: pixel.width / pixel.height, height: 1 };
  return { width: 1, height: pixel.height / pixel.width };
}

export const turnWords = ({ rotation, mirrored }: Turn): string[] => [
  ...(mirrored ? [say('Flipped')] : []),
  ...(rotation === 0 ? [] : [say('Rotated {degrees}°', { degrees: rotation })]),
];
