import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeFrame } from '@pacs/shared/codecs/decode-frame';
import { withHeapObject } from '@pacs/shared/codecs/decoders/heap';
import { encodeHtj2k, isHtj2kEligible } from '@pacs/shared/codecs/htj2k-encode';
import { decompositionsFor, resolutionEnds } from '@pacs/shared/codecs/htj2k-resolutions';
import { readJ2kHeader } from '@pacs/shared/codecs/j2k-header';
import { nodeCodecs } from '@pacs/shared/codecs/node-codecs';
import type { DecodedFrame } from '@pacs/shared/codecs/types';
import type { PixelFormat } from '@pacs/shared/manifest';
import { describe, expect, it } from 'vitest';
import { format, nativeBytes, picture } from './support/formats.ts';

const codecs = nodeCodecs();
const explicitLittleEndian = '1.2.840.10008.1.2.1';

const formats = [
  format({ rows: 130, columns: 129 }),
  format({ rows: 300, columns: 200, pixelRepresentation: 1 }),
  format({ rows: 67, columns: 301, bitsStored: 12 }),
  format({ rows: 97, columns: 65, bitsStored: 12, pixelRepresentation: 1 }),
  format({ rows: 101, columns: 203, bitsAllocated: 8 }),
  format({ rows: 101, columns: 203, bitsAllocated: 8, pixelRepresentation: 1 }),
  format({ rows: 111, columns: 77, bitsAllocated: 8, samplesPerPixel: 3 }),
  format({
    rows: 111,
    columns: 77,
    bitsAllocated: 8,
    samplesPerPixel: 3,
    photometricInterpretation: 'YBR_FULL',
  }),
  format({ rows: 60, columns: 64, bitsStored: 12 }),
];

async function encoded(pixels: PixelFormat, native = nativeBytes(picture(pixels), pixels)) {
  const frame = await encodeHtj2k(codecs, native, pixels);
  if (!frame) throw new Error('not encoded');
  return { ...frame, native };
}

function decode(
  bytes: Uint8Array,
  pixels: PixelFormat,
  preview: { skipResolutions?: number; range?: [number, number] } = {},
) {
  return decodeFrame(codecs, {
    bytes,
    coding: 'htj2k',
    transferSyntaxUID: explicitLittleEndian,
    format: pixels,
    ...preview,
  });
}

describe('frames kept as HTJ2K', () => {
  it.each(formats)(
    'give back $columns × $rows, $samplesPerPixel × $bitsStored of $bitsAllocated bits, representation $pixelRepresentation',
    async (pixels) => {
      const values = picture(pixels);
      const { codestream, native, range, resolutions } = await encoded(pixels);
      expect(codestream.length).toBeLessThan(native.length);
      expect(Array.from((await decode(codestream, pixels)).samples)).toEqual(values);
      expect(range).toEqual([Math.min(...values), Math.max(...values)]);
      expect(resolutions).toHaveLength(decompositionsFor(pixels) + 1);
      expect(resolutions.at(-1)).toBe(codestream.length);
    },
  );

  it('keep every bit, overlays and padding included', async () => {
    const pixels = format({ rows: 128, columns: 128, bitsStored: 12 });
    const words = Uint16Array.from(
      picture(pixels),
      (value, i) => value | (Math.floor(i / 512) % 2 ? 0x8000 : 0),
    );
    const { codestream } = await encoded(pixels, new Uint8Array(words.buffer));
    const whole = await decode(codestream, { ...pixels, bitsStored: 16, highBit: 15 });
    expect(whole.samples).toEqual(words);
    const overlay = await decode(codestream, { ...pixels, bitsStored: 1, highBit: 15 });
    expect(Array.from(overlay.samples)).toEqual(Array.from(words, (word) => word >> 15));
  });

  it('are in RPCL with a TLM marker and one tile-part a resolution, the base at most 64 wide', async () => {
    const pixels = format({ rows: 300, columns: 517 });
    const { codestream, resolutions } = await encoded(pixels);
    const view = new DataView(codestream.buffer, codestream.byteOffset, codestream.byteLength);
    const found = new Map<number, number>();
    for (let at = 2; view.getUint16(at) !== 0xff90; at += 2 + view.getUint16(at + 2))
      found.set(view.getUint16(at), at);
    expect(view.getUint8(found.get(0xff52)! + 5)).toBe(2);
    expect(view.getUint8(found.get(0xff52)! + 9)).toBe(resolutions.length - 1);
    const tlm = found.get(0xff55)!;
    const lengths = resolutions.map((_, part) => view.getUint32(tlm + 8 + 6 * part));
    const ends = lengths.map((_, part) =>
      lengths.slice(0, part + 1).reduce((sum, length) => sum + length, 0),
    );
    const start = view.byteLength - 2 - ends.at(-1)!;
    expect(resolutions.slice(0, -1)).toEqual(ends.slice(0, -1).map((end) => start + end));
    expect(Math.ceil(517 / 2 ** decompositionsFor(pixels))).toBeLessThanOrEqual(64);
  });

  it.each(formats.slice(0, 7))(
    'preview from a prefix as from the whole ($columns × $rows)',
    async (pixels) => {
      const { codestream, resolutions, range } = await encoded(pixels);
      for (const [index, end] of resolutions.entries()) {
        const skipResolutions = resolutions.length - 1 - index;
        const fromPrefix = await decode(codestream.subarray(0, end), pixels, { skipResolutions, range });
        const fromWhole = await decode(codestream, pixels, { skipResolutions, range });
        expect(fromPrefix).toEqual(fromWhole);
        expect(fromPrefix.rows).toBe(Math.ceil(pixels.rows / 2 ** skipResolutions));
        expect(fromPrefix.columns).toBe(Math.ceil(pixels.columns / 2 ** skipResolutions));
      }
    },
  );

  it('preview within the range of the frame and near its means', async () => {
    const pixels = format({ rows: 256, columns: 256, bitsStored: 12, pixelRepresentation: 1 });
    const values = picture(pixels).map((value) => (value > 0 ? 1200 : -900));
    const { codestream, range } = await encoded(pixels, nativeBytes(values, pixels));
    expect(range).toEqual([-900, 1200]);
    const preview = await decode(codestream, pixels, { skipResolutions: 2, range });
    expect(Math.min(...preview.samples)).toBeGreaterThanOrEqual(-900);
    expect(Math.max(...preview.samples)).toBeLessThanOrEqual(1200);
    const off = Math.abs(mean(preview) - values.reduce((sum, value) => sum + value, 0) / values.length);
    expect(off).toBeLessThan(60);
  });

  it('are only those that the codec keeps exactly and makes smaller', async () => {
    const big = { rows: 128, columns: 128 };
    const never = [
      format({ ...big, bitsAllocated: 32 }),
      format({ ...big, bitsAllocated: 32, kind: 'float' }),
      format({ ...big, bitsAllocated: 8, samplesPerPixel: 3, planarConfiguration: 1 }),
      format({ ...big, bitsAllocated: 16, samplesPerPixel: 3 }),
      format({ ...big, bitsAllocated: 8, samplesPerPixel: 3, photometricInterpretation: 'YBR_FULL_422' }),
    ];
    for (const pixels of never) {
      const native = new Uint8Array((128 * 128 * pixels.samplesPerPixel * pixels.bitsAllocated) / 8);
      expect(await encodeHtj2k(codecs, native, pixels)).toBeUndefined();
      expect(isHtj2kEligible(pixels, explicitLittleEndian)).toBe(false);
    }
    expect(isHtj2kEligible(format(big), explicitLittleEndian)).toBe(true);
    expect(isHtj2kEligible(format(big), '1.2.840.10008.1.2.2')).toBe(false);
    expect(await encodeHtj2k(codecs, new Uint8Array(3), format(big))).toBeUndefined();
    const noise = Uint8Array.from({ length: 128 * 128 * 2 }, (_, i) => (i * i * 2_654_435_761) >>> 13);
    expect(await encodeHtj2k(codecs, noise, format(big))).toBeUndefined();
  });

  it('with a size, depth or number of resolutions that contradicts the format are refused', async () => {
    const pixels = format({ rows: 130, columns: 129 });
    const { codestream } = await encoded(pixels);
    for (const other of [
      { rows: 129 },
      { columns: 128 },
      { bitsAllocated: 8, bitsStored: 8 },
      { samplesPerPixel: 3 },
    ]) {
      await expect(decode(codestream, { ...pixels, ...other })).rejects.toMatchObject({
        reason: 'size-mismatch',
      });
    }
    await expect(decode(codestream, pixels, { skipResolutions: 9 })).rejects.toMatchObject({
      reason: 'damaged',
    });
  });

  it('do not parse as resolutions when they are cut or not ours', async () => {
    const { codestream } = await encoded(format({ rows: 130, columns: 129 }));
    expect(resolutionEnds(codestream.subarray(0, codestream.length - 1))).toBeUndefined();
    expect(resolutionEnds(new Uint8Array(40))).toBeUndefined();
    expect(readJ2kHeader(codestream)).toMatchObject({ highThroughput: true, columns: 129, rows: 130 });
  });

  it.each(formats)(
    'are decoded alike by the OpenJPEG of our dependencies ($columns × $rows, $samplesPerPixel × $bitsAllocated bits)',
    async (pixels) => {
      const { codestream, native } = await encoded(pixels);
      const decoded = await codecs.use('openjpeg', ({ J2KDecoder }) =>
        withHeapObject(new J2KDecoder(), (decoder) => {
          decoder.getEncodedBuffer(codestream.length).set(codestream);
          decoder.decode();
          return new Uint8Array(decoder.getDecodedBuffer());
        }),
      );
      expect(decoded).toEqual(new Uint8Array(native));
    },
  );

  const opj = opjDecompress();
  it.skipIf(!opj)(
    'are decoded alike by OpenJPEG (skipped without opj_decompress ≥ 2.5 of libopenjp2-tools)',
    async () => {
      for (const pixels of formats) {
        const { codestream, native } = await encoded(pixels);
        expect(decodedByOpenJpeg(opj!, codestream, pixels)).toEqual(native);
      }
    },
  );
});

function mean({ samples }: DecodedFrame): number {
  let sum = 0;
  for (const value of samples) sum += value;
  return sum / samples.length;
}

function opjDecompress(): string | undefined {
  const command = process.env['OPJ_DECOMPRESS'] ?? 'opj_decompress';
  try {
    execFileSync(command, ['-h'], { stdio: 'ignore' });
    return command;
  } catch (cause) {
    return (cause as { code?: string }).code === 'ENOENT' ? undefined : command;
  }
}

/** OpenJPEG's raw output: planes, little-endian. */
function decodedByOpenJpeg(command: string, codestream: Uint8Array, pixels: PixelFormat): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'opj-'));
  try {
    writeFileSync(join(folder, 'frame.j2k'), codestream);
    execFileSync(command, ['-i', join(folder, 'frame.j2k'), '-o', join(folder, 'frame.rawl')], {
      stdio: 'ignore',
    });
    const raw = readFileSync(join(folder, 'frame.rawl'));
    const pixelsOfPlane = pixels.rows * pixels.columns;
    if (pixels.samplesPerPixel === 1) return new Uint8Array(raw);
    return Uint8Array.from(raw, (_, i) => raw[(i % 3) * pixelsOfPlane + Math.floor(i / 3)]!);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
