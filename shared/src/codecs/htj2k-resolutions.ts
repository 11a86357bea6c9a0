/** Where the resolutions of our HTJ2K codestreams end, and how much of a frame travels first. */
import type { PixelFormat } from '../manifest.ts';

const startOfTilePart = 0xff90;
const endOfCodestream = 0xffd9;

/**
 * The base resolution's long side is at most this. …4.202 (PS3.5 A.4.4) allows 64; one level more makes a 512² CT 3 %
 * and a 64² MR 13 % smaller, a further one nothing.
 */
const maxBaseSide = 32;

/** Long side, in pixels, of what a frame's leading bytes decode to at most. */
export const leadSide = 128;

/**
 * A quarter of the image's long side takes about a tenth of its bytes, half of it more than a third: of a 256² MR the
 * leads are 64², so that a stack can be scrolled early. What is small anyway comes whole.
 */
const leadSideOf = (longSide: number): number =>
  longSide <= leadSide ? leadSide : Math.min(leadSide, Math.ceil(longSide / 4));

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

/**
 * Bytes of a frame that go into its pack's leading part: those of the largest resolution whose long side is at
 * most 128 pixels and a quarter of the image's; the whole frame where it is no larger than 128 or has no smaller resolutions of use
 * (coded as it came: nothing; palette indices can't be averaged: everything or nothing, so everything is rest).
 */
export function leadBytes(resolutions: readonly number[], format: PixelFormat): number {
  if (resolutions.length === 0) return 0;
  const lead = leadResolution(resolutions.length, format);
  return lead === undefined ? 0 : resolutions[lead]!;
}

/** Index of the resolution that the leading bytes decode; undefined where there is none. */
export function leadResolution(count: number, format: PixelFormat): number | undefined {
  const longSide = Math.max(format.rows, format.columns);
  for (let index = count - 1; index >= 0; index--) {
    if (Math.ceil(longSide / 2 ** (count - 1 - index)) > leadSideOf(longSide)) continue;
    const whole = index === count - 1;
    return whole || format.photometricInterpretation !== 'PALETTE COLOR' ? index : undefined;
  }
  return undefined;
}
