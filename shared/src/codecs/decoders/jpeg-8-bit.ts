/** DCT JPEG of 8 bits, sequential or progressive, by libjpeg-turbo. */
import type { PixelFormat } from '../../manifest.ts';
import type { JpegHeader } from '../jpeg-header.ts';
import { storedValues } from '../stored-values.ts';
import type { CodecLoader, DecodedFrame } from '../types.ts';
import { requireBytes, runDecoder, withHeapObject } from './heap.ts';

/**
 * Colour comes out as RGB. Whether the codestream is YCbCr is told by the codestream, as DICOM's header is often
 * wrong about it: APP14's transform, else JFIF (YCbCr), else component ids "RGB", else sub-sampling (YCbCr). Only
 * where none of them tells does the header decide.
 */
export async function decodeJpeg8(
  codecs: CodecLoader,
  bytes: Uint8Array,
  format: PixelFormat,
  header: JpegHeader,
): Promise<DecodedFrame> {
  const { rows, columns, samplesPerPixel } = format;
  const codestream = isUntoldRgb(header, format) ? markedAsRgb(bytes) : bytes;
  const decoded = await codecs.use('libjpegTurbo8', ({ JPEGDecoder }) =>
    withHeapObject(new JPEGDecoder(), (decoder) => runDecoder(decoder, codestream)),
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

function isUntoldRgb({ components, jfif, adobeTransform }: JpegHeader, format: PixelFormat): boolean {
  const subsampled = components.some(({ horizontal, vertical }) => horizontal !== 1 || vertical !== 1);
  return (
    components.length === 3 &&
    adobeTransform === undefined &&
    !jfif &&
    !subsampled &&
    format.photometricInterpretation === 'RGB'
  );
}

/** With an APP14 segment that says "no transform", which libjpeg obeys. */
function markedAsRgb(bytes: Uint8Array): Uint8Array {
  const app14 = [0xff, 0xee, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, 0];
  const marked = new Uint8Array(bytes.length + app14.length);
  marked.set(bytes.subarray(0, 2));
  marked.set(app14, 2);
  marked.set(bytes.subarray(2), 2 + app14.length);
  return marked;
}
