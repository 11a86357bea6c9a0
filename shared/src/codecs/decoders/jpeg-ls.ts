/** JPEG-LS, lossless and near-lossless (…4.80, …4.81), by CharLS. */
import type { PixelFormat } from '../../manifest.ts';
import type { JpegHeader } from '../jpeg-header.ts';
import { storedValues, wordsOf } from '../stored-values.ts';
import type { CodecLoader, DecodedFrame } from '../types.ts';
import { interleaved } from './native.ts';
import { requireBytes, runDecoder, withHeapObject } from './heap.ts';

const interleavedByPlane = 0;

/** Colours stay as they were encoded: JPEG-LS has no colour transform that DICOM knows. */
export async function decodeJpegLs(
  codecs: CodecLoader,
  bytes: Uint8Array,
  format: PixelFormat,
  header: JpegHeader,
): Promise<DecodedFrame> {
  const { rows, columns, samplesPerPixel } = format;
  const decoded = await codecs.use('charls', ({ JpegLSDecoder }) =>
    withHeapObject(new JpegLSDecoder(), (decoder) => ({
      ...runDecoder(decoder, ended(bytes)),
      byPlane: decoder.getInterleaveMode() === interleavedByPlane,
    })),
  );
  const size = header.precision <= 8 ? 1 : 2;
  requireBytes(decoded.bytes, rows * columns * samplesPerPixel * size);
  const samples = storedValues(wordsOf(decoded.bytes, size), {
    signed: format.pixelRepresentation === 1,
    bits: Math.min(format.bitsStored, size * 8),
  });
  return {
    samples: interleaved(samples, { ...format, planarConfiguration: decoded.byPlane ? 1 : 0 }),
    rows,
    columns,
    samplesPerPixel,
    photometricInterpretation: format.photometricInterpretation.replace('YBR_FULL_422', 'YBR_FULL'),
  };
}

/** With an end marker: CharLS runs on for ever past the end of a codestream that lacks one. */
function ended(bytes: Uint8Array): Uint8Array {
  const result = new Uint8Array(bytes.length + 2);
  result.set(bytes);
  result.set([0xff, 0xd9], bytes.length);
  return result;
}
