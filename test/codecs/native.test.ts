import { decodeFrame } from '@pacs/shared/codecs/decode-frame';
import { nodeCodecs } from '@pacs/shared/codecs/node-codecs';
import type { PixelFormat } from '@pacs/shared/manifest';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { format, nativeBytes, nativeFrame, picture } from './support/formats.ts';

const codecs = nodeCodecs();
const bigEndian = '1.2.840.10008.1.2.2';

async function samplesOf(
  bytes: Uint8Array,
  pixels: PixelFormat,
  transferSyntaxUID?: string,
): Promise<number[]> {
  const decoded = await decodeFrame(codecs, nativeFrame(bytes, pixels, transferSyntaxUID));
  return Array.from(decoded.samples);
}

describe('native pixels', () => {
  const depths = [8, 16, 32].flatMap((bitsAllocated) =>
    [bitsAllocated, bitsAllocated - 1, bitsAllocated - 4].flatMap((bitsStored) =>
      ([0, 1] as const).map((pixelRepresentation) => ({ bitsAllocated, bitsStored, pixelRepresentation })),
    ),
  );

  it.each(depths)(
    'give the values stored in $bitsStored of $bitsAllocated bits, representation $pixelRepresentation',
    async (depth) => {
      const pixels = format({ rows: 5, columns: 7, ...depth });
      const values = picture(pixels);
      const bytes = nativeBytes(values, pixels);
      expect(await samplesOf(bytes, pixels)).toEqual(values);
      expect(await samplesOf(swapped(bytes, depth.bitsAllocated / 8), pixels, bigEndian)).toEqual(values);
    },
  );

  it('leave out what lies above BitsStored, and leave the given bytes as they are', async () => {
    const pixels = format({ rows: 1, columns: 4, bitsStored: 12 });
    const bytes = nativeBytes([0xf123, 0x8fff, 0x1000, 0x0abc], pixels);
    const before = bytes.slice();
    expect(await samplesOf(bytes, pixels)).toEqual([0x123, 0xfff, 0, 0xabc]);
    expect(await samplesOf(Buffer.from(bytes.buffer), pixels)).toEqual([0x123, 0xfff, 0, 0xabc]);
    expect(bytes).toEqual(before);
  });

  it('are signed from BitsStored on, though their upper bits are zero', async () => {
    const pixels = format({ rows: 1, columns: 3, bitsStored: 12, pixelRepresentation: 1 });
    expect(await samplesOf(nativeBytes([0x0fff, 0x0800, 0x07ff], pixels), pixels)).toEqual([-1, -2048, 2047]);
  });

  it('are moved down where HighBit says that they lie high', async () => {
    const pixels = format({ rows: 1, columns: 2, bitsStored: 12, highBit: 15 });
    expect(await samplesOf(nativeBytes([0xabc0, 0xfff7], pixels), pixels)).toEqual([0xabc, 0xfff]);
  });

  it('of one bit become a byte a pixel, from any bit on', async () => {
    const pixels = format({ rows: 3, columns: 3, bitsAllocated: 1 });
    const frame = { ...nativeFrame(Uint8Array.of(0b10110101, 0b00000001), pixels), bitOffset: 0 };
    expect(Array.from((await decodeFrame(codecs, frame)).samples)).toEqual([1, 0, 1, 0, 1, 1, 0, 1, 1]);
    const shifted = { ...nativeFrame(Uint8Array.of(0b10101000, 0b00001101), pixels), bitOffset: 3 };
    expect(Array.from((await decodeFrame(codecs, shifted)).samples)).toEqual([1, 0, 1, 0, 1, 1, 0, 1, 1]);
  });

  it('of twelve packed bits are unpacked', async () => {
    const pixels = format({ rows: 1, columns: 2, bitsAllocated: 12 });
    expect(await samplesOf(Uint8Array.of(0xbc, 0x3a, 0x12), pixels)).toEqual([0xabc, 0x123]);
  });

  it('of floats and doubles keep their values', async () => {
    const floats = Float32Array.of(0.5, -1.25, 3e20);
    const float = format({ rows: 1, columns: 3, bitsAllocated: 32, kind: 'float' });
    expect(await samplesOf(new Uint8Array(floats.buffer), float)).toEqual(Array.from(floats));
    const doubles = Float64Array.of(0.1, -1e200);
    const double = format({ rows: 1, columns: 2, bitsAllocated: 64, kind: 'double' });
    expect(await samplesOf(new Uint8Array(doubles.buffer), double)).toEqual(Array.from(doubles));
    expect(await samplesOf(swapped(new Uint8Array(doubles.buffer), 8), double, bigEndian)).toEqual(
      Array.from(doubles),
    );
  });

  it('in planes are interleaved', async () => {
    const pixels = format({
      rows: 1,
      columns: 2,
      bitsAllocated: 8,
      samplesPerPixel: 3,
      planarConfiguration: 1,
    });
    expect(await samplesOf(Uint8Array.of(1, 2, 3, 4, 5, 6), pixels)).toEqual([1, 3, 5, 2, 4, 6]);
  });

  it('of YBR_FULL_422 get the chroma of their pair, unless all samples are there', async () => {
    const pixels = format({
      rows: 1,
      columns: 4,
      bitsAllocated: 8,
      samplesPerPixel: 3,
      photometricInterpretation: 'YBR_FULL_422',
    });
    const halved = Uint8Array.of(1, 2, 100, 200, 3, 4, 101, 201);
    const decoded = await decodeFrame(codecs, nativeFrame(halved, pixels));
    expect(Array.from(decoded.samples)).toEqual([1, 100, 200, 2, 100, 200, 3, 101, 201, 4, 101, 201]);
    expect(decoded.photometricInterpretation).toBe('YBR_FULL');
    const full = Uint8Array.from({ length: 12 }, (_, i) => i);
    expect(await samplesOf(full, pixels)).toEqual(Array.from(full));
  });

  it('of VR OW in big endian have their bytes in pairs', async () => {
    const pixels = format({ rows: 1, columns: 4, bitsAllocated: 8, pixelVr: 'OW' });
    expect(await samplesOf(Uint8Array.of(2, 1, 4, 3), pixels, bigEndian)).toEqual([1, 2, 3, 4]);
    expect(await samplesOf(Uint8Array.of(2, 1, 4, 3), pixels)).toEqual([2, 1, 4, 3]);
  });

  it('deflated frame by frame are inflated', async () => {
    const pixels = format({ rows: 9, columns: 5 });
    const values = picture(pixels);
    const deflated = deflateRawSync(nativeBytes(values, pixels));
    const padded = Buffer.concat([deflated, Buffer.from([0])]);
    expect(await samplesOf(padded, pixels, '1.2.840.10008.1.2.8.1')).toEqual(values);
    await expect(samplesOf(deflated.subarray(0, 10), pixels, '1.2.840.10008.1.2.8.1')).rejects.toMatchObject({
      reason: 'damaged',
    });
  });

  it('that are too few, or more bits than a word, contradict the format', async () => {
    const pixels = format({ rows: 4, columns: 4 });
    await expect(samplesOf(new Uint8Array(31), pixels)).rejects.toMatchObject({ reason: 'size-mismatch' });
    const contradiction = { ...pixels, bitsStored: 17 };
    await expect(samplesOf(new Uint8Array(32), contradiction)).rejects.toMatchObject({
      reason: 'size-mismatch',
    });
  });

  it('of video and unknown syntaxes are unsupported', async () => {
    const pixels = format({ rows: 1, columns: 1 });
    for (const syntax of ['1.2.840.10008.1.2.4.102', '1.2.840.10008.1.2.4.107', '1.2.3', 'toString']) {
      await expect(samplesOf(new Uint8Array(2), pixels, syntax)).rejects.toMatchObject({
        name: 'DecodeError',
        reason: 'unsupported-syntax',
      });
    }
  });
});

function swapped(bytes: Uint8Array, size: number): Uint8Array {
  return bytes.map((_, i) => bytes[i - (i % size) + size - 1 - (i % size)]!);
}
