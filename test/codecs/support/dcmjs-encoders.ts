/** Codestreams that other code than ours has made. */
import { createRequire } from 'node:module';
import type { PixelFormat } from '@pacs/shared/manifest';
import { nativeBytes } from './formats.ts';

const require = createRequire(new URL('../../../shared/', import.meta.url));

/** The encoders of dcmjs-codecs: none of them is part of what is tested, but its JPEG 2000 fallback. */
interface DcmjsCodecs {
  Context: new (attributes: object) => { getEncodedBuffer(): Uint8Array };
  NativeCodecs: Record<
    'encodeJpeg' | 'encodeJpegLs' | 'encodeJpeg2000',
    (context: object, parameters: object) => { getEncodedBuffer(): Uint8Array }
  > & { initializeAsync(): Promise<void> };
}

const dcmjs = require('dcmjs-codecs') as DcmjsCodecs;
await dcmjs.NativeCodecs.initializeAsync();

export function encode(
  how: 'encodeJpeg' | 'encodeJpegLs' | 'encodeJpeg2000',
  values: readonly number[],
  pixels: PixelFormat,
  parameters: object,
): Uint8Array {
  const context = new dcmjs.Context({
    width: pixels.columns,
    height: pixels.rows,
    ...pixels,
    decodedBuffer: nativeBytes(values, pixels),
  });
  return new Uint8Array(dcmjs.NativeCodecs[how](context, parameters).getEncodedBuffer());
}
