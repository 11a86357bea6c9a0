/** DCT JPEG of 8 bits, sequential or progressive, by libjpeg-turbo. */
import type { PixelFormat } from '../../manifest.ts';
import { storedValues } from '../stored-values.ts';
import type { CodecLoader, DecodedFrame } from '../types.ts';
import { requireBytes, runDecoder, withHeapObject } from './heap.ts';

/**
 * Colour comes out as RGB. Whether the codestream is YCbCr is told by libjpeg's rules: APP14's transform,
 * else JFIF (YCbCr), else component ids "RGB", else YCbCr; DICOM's header is often wrong about it.
 */
export async function decodeJpeg8(
  codecs: CodecLoader,
  bytes: Uint8Array,
  format: PixelFormat,
): Promise<DecodedFrame> {
  const { rows, columns, samplesPerPixel } = format;
  const decoded = await codecs.use('libjpegTurbo8', ({ JPEGDecoder }) =>
    withHeapObject(new JPEGDecoder(), (decoder) => runDecoder(decoder, bytes)),
  );
  requireBytes(decoded.bytes, rows * columns * samplesPerPixel);
  return {
    samples:
      samplesPerPixel === 1
        ? storedValues(decoded.bytes, {
            signed: format.pixelRepresentation === 1,
            bits: Math.min(8, format.bitsStored),
          })
        : decoded.bytes,
    rows,
    columns,
    samplesPerPixel,
    photometricInterpretation: samplesPerPixel === 1 ? format.photometricInterpretation : 'RGB',
  };
}
