/** DCT JPEG of 12 bits (…4.51 and the retired processes), by dcmjs-codecs' native module. */
import type { PixelFormat } from '../../manifest.ts';
import { storedValues, wordsOf } from '../stored-values.ts';
import { DecodeError, type CodecLoader, type DecodedFrame } from '../types.ts';
import { runDcmjsDecoder } from './dcmjs-native.ts';
import { requireBytes } from './heap.ts';

/** Grey only: colour of 12 bits is not met in DICOM. */
export async function decodeJpeg12(
  codecs: CodecLoader,
  bytes: Uint8Array,
  format: PixelFormat,
): Promise<DecodedFrame> {
  const { rows, columns, samplesPerPixel, photometricInterpretation } = format;
  if (samplesPerPixel !== 1) throw new DecodeError('unsupported-syntax');
  const decoded = await codecs.use('dcmjsCodecs', (native) =>
    runDcmjsDecoder(native, 'DecodeJpeg', bytes, format),
  );
  requireBytes(decoded, rows * columns * 2);
  const samples = storedValues(wordsOf(decoded, 2), {
    signed: format.pixelRepresentation === 1,
    bits: Math.min(16, format.bitsStored),
  });
  return { samples, rows, columns, samplesPerPixel, photometricInterpretation };
}
