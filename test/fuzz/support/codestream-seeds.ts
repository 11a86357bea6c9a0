/** Small codestreams of every codec, made by encoders that are no part of the product (our HTJ2K apart). */
import { createRequire } from 'node:module';
import { deflateRawSync } from 'node:zlib';
import { encodeHtj2k } from '@pacs/shared/codecs/htj2k-encode';
import { nodeCodecs } from '@pacs/shared/codecs/node-codecs';
import type { FrameToDecode } from '@pacs/shared/codecs/types';
import type { PixelFormat } from '@pacs/shared/manifest';
import { format, nativeBytes, picture } from '../../codecs/support/formats.ts';

interface DcmjsCodecs {
  Context: new (attributes: object) => object;
  NativeCodecs: Record<
    'encodeJpeg' | 'encodeJpegLs' | 'encodeJpeg2000' | 'encodeRle',
    (context: object, parameters: object) => { getEncodedBuffer(): Uint8Array }
  > & { initializeAsync(): Promise<void> };
}

const uid = (suffix: string): string => `1.2.840.10008.1.2.${suffix}`;

/** Frames that decode, one for each codec and kind of pixels. */
export async function codestreamSeeds(): Promise<FrameToDecode[]> {
  const require = createRequire(new URL('../../../shared/', import.meta.url));
  const dcmjs = require('dcmjs-codecs') as DcmjsCodecs;
  await dcmjs.NativeCodecs.initializeAsync();
  const encode = (
    how: keyof Omit<DcmjsCodecs['NativeCodecs'], 'initializeAsync'>,
    pixels: PixelFormat,
    parameters: object,
  ): Uint8Array => {
    const context = new dcmjs.Context({
      width: pixels.columns,
      height: pixels.rows,
      ...pixels,
      decodedBuffer: nativeBytes(picture(pixels), pixels),
    });
    return new Uint8Array(dcmjs.NativeCodecs[how](context, parameters).getEncodedBuffer());
  };
  const size = { rows: 19, columns: 23 };
  const grey16 = format({ ...size, bitsStored: 12 });
  const grey8 = format({ ...size, bitsAllocated: 8 });
  const rgb = format({ ...size, bitsAllocated: 8, samplesPerPixel: 3 });
  const frame = (suffix: string, pixels: PixelFormat, bytes: Uint8Array): FrameToDecode => ({
    bytes,
    coding: 'as-is',
    transferSyntaxUID: uid(suffix),
    format: pixels,
  });
  const ours = await Promise.all(
    [grey16, grey8, rgb].map(async (pixels): Promise<FrameToDecode[]> => {
      const dark = picture(pixels).map((value) => value >> (pixels.bitsStored - 3));
      const encoded = await encodeHtj2k(nodeCodecs(), nativeBytes(dark, pixels), pixels);
      if (encoded === undefined) return [];
      const { codestream: bytes } = encoded;
      return [{ ...frame('1', pixels, bytes), coding: 'htj2k' }, frame('4.201', pixels, bytes)];
    }),
  );
  return [
    ...ours.flat(),
    ...[grey16, grey8, rgb].flatMap((pixels) => [
      frame('4.90', pixels, encode('encodeJpeg2000', pixels, { lossy: false })),
      frame('4.80', pixels, encode('encodeJpegLs', pixels, { lossy: false, allowedLossyError: 0 })),
      frame('4.57', pixels, encode('encodeJpeg', pixels, { lossy: false, predictor: 1, pointTransform: 0 })),
      frame('5', pixels, encode('encodeRle', pixels, {})),
      frame('8.1', pixels, deflateRawSync(nativeBytes(picture(pixels), pixels))),
    ]),
    ...[grey8, rgb].map((pixels) =>
      frame('4.50', pixels, encode('encodeJpeg', pixels, { lossy: true, quality: 90 })),
    ),
  ];
}
