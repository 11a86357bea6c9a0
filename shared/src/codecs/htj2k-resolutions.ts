/** How many resolutions our HTJ2K codestreams have, and where each ends. */
import type { PixelFormat } from '../manifest.ts';

const startOfTilePart = 0xff90;
const endOfCodestream = 0xffd9;

/**
 * The base resolution's long side is at most this. …4.202 (PS3.5 A.4.4) allows 64; one level more makes a 512² CT 3 %
 * and a 64² MR 13 % smaller, a further one nothing.
 */
const maxBaseSide = 32;

/** Wavelet decompositions until the base's long side is at most `maxBaseSide`. */
export function decompositionsFor({ rows, columns }: Pick<PixelFormat, 'rows' | 'columns'>): number {
  let count = 0;
  for (let side = Math.max(rows, columns); side > maxBaseSide; side = Math.ceil(side / 2)) count++;
  return count;
}

/**
 * Cumulative bytes that decode resolution 0, 1, …: the ends of the tile-parts of a codestream of one tile,
 * divided at resolutions (T.800 A.4.2); the last is the whole length. Undefined where it isn't such a one.
 */
export function resolutionEnds(codestream: Uint8Array): number[] | undefined {
  const view = new DataView(codestream.buffer, codestream.byteOffset, codestream.byteLength);
  const ends: number[] = [];
  let at = 2;
  while (at + 12 <= view.byteLength && view.getUint16(at) !== endOfCodestream) {
    if (view.getUint16(at) === startOfTilePart) {
      const [tile, length, part] = [view.getUint16(at + 4), view.getUint32(at + 6), view.getUint8(at + 10)];
      if (tile !== 0 || part !== ends.length || length < 14) return undefined;
      at += length;
      ends.push(at);
    } else {
      at += 2 + view.getUint16(at + 2);
    }
  }
  if (ends.length === 0 || at + 2 !== view.byteLength || view.getUint16(at) !== endOfCodestream)
    return undefined;
  ends[ends.length - 1] = view.byteLength;
  return ends;
}
