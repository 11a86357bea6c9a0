/** Where an image's pixels lie in a picture of all of it. */
import { imageDirections, type Size, type Turn } from '../core/turn.ts';

/** [a b c d e f] of a canvas: x' = a·x + c·y + e, y' = b·x + d·y + f. */
export type ImageMatrix = readonly [number, number, number, number, number, number];

/** `pixel`: picture pixels that an image pixel takes, before it is turned. Turned as core/turn.ts has it. */
export function wholePlacing(image: Size, pixel: Size, turn: Turn): { size: Size; matrix: ImageMatrix } {
  const isSideways = turn.rotation === 90 || turn.rotation === 270;
  const wide = Math.round(image.width * pixel.width);
  const high = Math.round(image.height * pixel.height);
  const size = isSideways ? { width: high, height: wide } : { width: wide, height: high };
  const [alongX, alongY] = [wide / image.width, high / image.height];
  // Which way columns and rows run in the picture: the inverse of a turn by quarters is its transpose.
  const { right, down } = imageDirections(turn);
  const a = right[0] * alongX;
  const b = down[0] * alongX;
  const c = right[1] * alongY;
  const d = down[1] * alongY;
  // The middle of the image is the middle of the picture.
  const e = size.width / 2 - (a * image.width + c * image.height) / 2;
  const f = size.height / 2 - (b * image.width + d * image.height) / 2;
  return { size, matrix: [a, b, c, d, e, f] };
}
