import { decodeFrame } from '@pacs/shared/codecs/decode-frame';
import { nodeCodecs } from '@pacs/shared/codecs/node-codecs';
import type { PixelFormat } from '@pacs/shared/manifest';
import { describe, expect, it } from 'vitest';
import { format, nativeBytes, nativeFrame, picture } from './support/formats.ts';

const codecs = nodeCodecs();
const rle = '1.2.840.10008.1.2.5';
const decode = (bytes: Uint8Array, pixels: PixelFormat) =>
  decodeFrame(codecs, nativeFrame(bytes, pixels, rle));

/** PackBits as an encoder of another mind would write it: runs of three or more, literals up to 128. */
function packBits(plane: Uint8Array): number[] {
  const out: number[] = [];
  for (let at = 0; at < plane.length;) {
    let run = 1;
    while (run < 128 && plane[at + run] === plane[at]) run++;
    if (run >= 3) {
      out.push(257 - run, plane[at]!);
      at += run;
      continue;
    }
    const literal = plane.subarray(at, at + Math.min(5, plane.length - at));
    out.push(literal.length - 1, ...literal);
    at += literal.length;
  }
  return out.length % 2 ? [...out, 128] : out;
}

function rleFrame(planes: readonly Uint8Array[]): Uint8Array {
  const segments = planes.map(packBits);
  const header = new DataView(new ArrayBuffer(64));
  header.setUint32(0, segments.length, true);
  let at = 64;
  segments.forEach((segment, i) => {
    header.setUint32(4 + 4 * i, at, true);
    at += segment.length;
  });
  return Uint8Array.from([...new Uint8Array(header.buffer), ...segments.flat()]);
}

/** Byte planes of each sample, most significant first. */
function planesOf(native: Uint8Array, pixels: PixelFormat): Uint8Array[] {
  const size = pixels.bitsAllocated / 8;
  const stride = size * pixels.samplesPerPixel;
  return Array.from({ length: stride }, (_, plane) => {
    const at = Math.floor(plane / size) * size + size - 1 - (plane % size);
    return Uint8Array.from({ length: native.length / stride }, (_unused, i) => native[i * stride + at]!);
  });
}

describe('RLE', () => {
  it.each([
    format({ rows: 5, columns: 7, bitsAllocated: 8 }),
    format({ rows: 9, columns: 33 }),
    format({ rows: 3, columns: 5, bitsStored: 12, pixelRepresentation: 1 }),
    format({ rows: 6, columns: 5, bitsAllocated: 32 }),
    format({ rows: 6, columns: 5, bitsAllocated: 8, samplesPerPixel: 3 }),
    format({ rows: 4, columns: 3, bitsAllocated: 16, samplesPerPixel: 3, planarConfiguration: 1 }),
  ])('gives $samplesPerPixel × $bitsAllocated bits back', async (pixels) => {
    const values = picture(pixels);
    const decoded = await decode(rleFrame(planesOf(nativeBytes(values, pixels), pixels)), pixels);
    expect(Array.from(decoded.samples)).toEqual(values);
  });

  it('of one bit holds packed pixels', async () => {
    const pixels = format({ rows: 2, columns: 5, bitsAllocated: 1 });
    const decoded = await decode(rleFrame([Uint8Array.of(0b01110001, 0b10)]), pixels);
    expect(Array.from(decoded.samples)).toEqual([1, 0, 0, 0, 1, 1, 1, 0, 0, 1]);
  });

  it('is damaged where a segment ends early or its offset points outside', async () => {
    const pixels = format({ rows: 8, columns: 8, bitsAllocated: 8 });
    const sound = rleFrame(planesOf(nativeBytes(picture(pixels), pixels), pixels));
    const outside = sound.slice();
    new DataView(outside.buffer).setUint32(4, 10_000, true);
    for (const bytes of [
      sound.subarray(0, sound.length - 20),
      outside,
      sound.subarray(0, 30),
      new Uint8Array(64),
    ]) {
      await expect(decode(bytes, pixels)).rejects.toMatchObject({ reason: 'damaged' });
    }
  });

  it('with another number of segments than the format needs contradicts it', async () => {
    const pixels = format({ rows: 8, columns: 8, bitsAllocated: 8 });
    const sound = rleFrame(planesOf(nativeBytes(picture(pixels), pixels), pixels));
    const wider = { ...pixels, bitsAllocated: 16, bitsStored: 16, highBit: 15 };
    await expect(decode(sound, wider)).rejects.toMatchObject({ reason: 'size-mismatch' });
  });
});
