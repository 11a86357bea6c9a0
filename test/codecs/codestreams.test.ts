import { decodeFrame } from '@pacs/shared/codecs/decode-frame';
import { runHtj2kDecoder } from '@pacs/shared/codecs/decoders/htj2k';
import { encodeHtj2k } from '@pacs/shared/codecs/htj2k-encode';
import { readJ2kHeader } from '@pacs/shared/codecs/j2k-header';
import { nodeCodecs } from '@pacs/shared/codecs/node-codecs';
import { describe, expect, it } from 'vitest';
import { encode } from './support/dcmjs-encoders.ts';
import { format, nativeBytes, nativeFrame, picture } from './support/formats.ts';

const codecs = nodeCodecs();

const grey16 = format({ rows: 37, columns: 53 });
const grey12 = format({ rows: 37, columns: 53, bitsStored: 12 });
const signed16 = format({ rows: 37, columns: 53, pixelRepresentation: 1 });
const grey8 = format({ rows: 37, columns: 53, bitsAllocated: 8 });
const rgb = format({ rows: 37, columns: 53, bitsAllocated: 8, samplesPerPixel: 3 });

const jpegLossless = '1.2.840.10008.1.2.4.57';
const jpegLs = '1.2.840.10008.1.2.4.80';
const jpeg2000 = '1.2.840.10008.1.2.4.90';
const baseline = '1.2.840.10008.1.2.4.50';

describe('lossless JPEG', () => {
  it.each([1, 2, 3, 4, 5, 6, 7])('of predictor %i is exact', async (predictor) => {
    for (const pixels of [grey16, grey12, grey8, rgb]) {
      const values = picture(pixels);
      const bytes = encode('encodeJpeg', values, pixels, { lossy: false, predictor, pointTransform: 0 });
      const decoded = await decodeFrame(codecs, nativeFrame(bytes, pixels, jpegLossless));
      expect(Array.from(decoded.samples)).toEqual(values);
    }
  });

  it('ends with its last pixel, wherever its last code ends', async () => {
    for (let columns = 1; columns <= 24; columns++) {
      const pixels = format({ rows: 3, columns });
      const values = picture(pixels);
      const bytes = encode('encodeJpeg', values, pixels, { lossy: false, predictor: 1, pointTransform: 0 });
      const decoded = await decodeFrame(codecs, nativeFrame(bytes, pixels, jpegLossless));
      expect(Array.from(decoded.samples)).toEqual(values);
    }
  });

  it('that is cut is damaged', async () => {
    const bytes = encode('encodeJpeg', picture(grey16), grey16, {
      lossy: false,
      predictor: 1,
      pointTransform: 0,
    });
    for (const part of [0.3, 0.6, 0.9]) {
      const cut = bytes.subarray(0, Math.floor(bytes.length * part));
      await expect(decodeFrame(codecs, nativeFrame(cut, grey16, jpegLossless))).rejects.toMatchObject({
        reason: 'damaged',
      });
    }
  });
});

describe('JPEG-LS and JPEG 2000', () => {
  it.each([grey16, grey12, signed16, grey8, rgb])(
    'give $samplesPerPixel × $bitsStored bits back exactly',
    async (pixels) => {
      const values = picture(pixels);
      for (const [how, syntax] of [
        ['encodeJpegLs', jpegLs],
        ['encodeJpeg2000', jpeg2000],
      ] as const) {
        const bytes = encode(how, values, pixels, { lossy: false, allowedLossyError: 0 });
        const decoded = await decodeFrame(codecs, nativeFrame(bytes, pixels, syntax));
        expect(Array.from(decoded.samples)).toEqual(values);
        expect(decoded.photometricInterpretation).toBe(pixels.photometricInterpretation);
      }
    },
  );

  it('of signed bytes are exact, though the decoders clamp to 0…255', async () => {
    const values = picture(grey8);
    const bytes = encode('encodeJpeg2000', values, grey8, { lossy: false });
    const signed = { ...grey8, pixelRepresentation: 1 as const };
    bytes[readJ2kHeader(bytes)!.ssizAt[0]!]! |= 0x80;
    const decoded = await decodeFrame(codecs, nativeFrame(bytes, signed, jpeg2000));
    expect(Array.from(decoded.samples)).toEqual(values.map((value) => value - 128));
  });

  it('are told apart by their own header: HTJ2K under the syntax of JPEG 2000', async () => {
    const values = picture(grey16);
    const encoded = await encodeHtj2k(
      codecs,
      nativeBytes(
        values.map((value) => value >> 6),
        grey16,
      ),
      grey16,
    );
    const decoded = await decodeFrame(codecs, nativeFrame(encoded!.codestream, grey16, jpeg2000));
    expect(Array.from(decoded.samples)).toEqual(values.map((value) => value >> 6));
  });
});

describe('baseline JPEG', () => {
  it('is RGB when it is decoded, near to what was encoded', async () => {
    const values = Array.from({ length: 37 * 53 * 3 }, (_, i) => [200, 60, 30][i % 3]!);
    const bytes = encode('encodeJpeg', values, rgb, { lossy: true, quality: 95 });
    const decoded = await decodeFrame(
      codecs,
      nativeFrame(bytes, { ...rgb, photometricInterpretation: 'YBR_FULL_422' }, baseline),
    );
    expect(decoded.photometricInterpretation).toBe('RGB');
    decoded.samples.forEach((value: number, i: number) =>
      expect(Math.abs(value - values[i]!)).toBeLessThan(4),
    );
  });
});

describe('what contradicts or is damaged', () => {
  const sound = () => [
    [encode('encodeJpeg', picture(grey8), grey8, { lossy: true, quality: 90 }), grey8, baseline] as const,
    [
      encode('encodeJpeg', picture(grey16), grey16, { lossy: false, predictor: 1 }),
      grey16,
      jpegLossless,
    ] as const,
    [encode('encodeJpegLs', picture(grey16), grey16, { lossy: false }), grey16, jpegLs] as const,
    [encode('encodeJpeg2000', picture(grey16), grey16, { lossy: false }), grey16, jpeg2000] as const,
  ];

  it('another size or number of samples than the format is told as such', async () => {
    for (const [bytes, pixels, syntax] of sound()) {
      for (const other of [{ rows: 36 }, { columns: 54 }, { samplesPerPixel: 3 }]) {
        await expect(
          decodeFrame(codecs, nativeFrame(bytes, { ...pixels, ...other }, syntax)),
        ).rejects.toMatchObject({
          name: 'DecodeError',
          reason: 'size-mismatch',
        });
      }
    }
  });

  it('garbage never yields anything but a DecodeError or a picture of the right size, and the next frame is sound', async () => {
    for (const [bytes, pixels, syntax] of sound()) {
      const before = await decodeFrame(codecs, nativeFrame(bytes, pixels, syntax));
      for (const broken of damages(bytes)) {
        const outcome = await decodeFrame(codecs, nativeFrame(broken, pixels, syntax)).catch(
          (error: unknown) => error,
        );
        if (outcome instanceof Error) expect(outcome).toMatchObject({ name: 'DecodeError' });
        else expect(outcome).toMatchObject({ rows: pixels.rows, columns: pixels.columns });
      }
      expect(await decodeFrame(codecs, nativeFrame(bytes, pixels, syntax))).toEqual(before);
    }
  });

  it('an instance that threw is replaced', async () => {
    let first: unknown;
    await codecs.use('openjph', (module) => (first = module));
    await expect(
      codecs.use('openjph', () => {
        throw new Error('trap');
      }),
    ).rejects.toThrow('trap');
    expect(await codecs.use('openjph', (module) => module === first)).toBe(false);
    await expect(runHtj2kDecoder(codecs, new Uint8Array(100))).rejects.toMatchObject({ reason: 'damaged' });
  });
});

function damages(bytes: Uint8Array): Uint8Array[] {
  const cuts = [0, 1, 3, 20, 0.5, 0.95].map((part) =>
    bytes.subarray(0, part < 1 ? bytes.length * part : part),
  );
  const flips = [0.1, 0.3, 0.5, 0.7, 0.9].map((part) => {
    const copy = bytes.slice();
    copy[Math.floor(copy.length * part)]! ^= 0xff;
    return copy;
  });
  return [...cuts, ...flips, bytes.map(() => 0xff), bytes.map((_, i) => (i < 2 ? bytes[i]! : i & 0xff))];
}
