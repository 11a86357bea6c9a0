/** Lossless JPEG, process 14 with any predictor (…4.57, …4.70), by jpeg-lossless-decoder-js. */
/// <reference path="../jpeg-lossless-decoder-js.d.ts" />
import type { PixelFormat } from '../../manifest.ts';
import type { JpegHeader } from '../jpeg-header.ts';
import { storedValues } from '../stored-values.ts';
import { DecodeError, type DecodedFrame } from '../types.ts';

/** Colours stay as they were encoded: lossless JPEG has no colour transform. */
export async function decodeJpegLossless(
  bytes: Uint8Array,
  format: PixelFormat,
  header: JpegHeader,
): Promise<DecodedFrame> {
  const { rows, columns, samplesPerPixel } = format;
  const subsampled = header.components.some(({ horizontal, vertical }) => horizontal !== 1 || vertical !== 1);
  if (header.precision > 16 || (samplesPerPixel > 1 && (header.precision > 8 || subsampled))) {
    throw new DecodeError('unsupported-syntax');
  }
  const { Decoder } = await import('jpeg-lossless-decoder-js');
  const size = header.precision <= 8 ? 1 : 2;
  let decoded: Uint8Array | Uint16Array | null;
  try {
    decoded = new Decoder().decode(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.length, size);
  } catch (cause) {
    throw new DecodeError('damaged', { cause });
  }
  if (decoded?.length !== rows * columns * samplesPerPixel) throw new DecodeError('damaged');
  const samples = storedValues(decoded, {
    signed: format.pixelRepresentation === 1,
    bits: Math.min(format.bitsStored, size * 8),
  });
  return {
    samples,
    rows,
    columns,
    samplesPerPixel,
    photometricInterpretation: format.photometricInterpretation.replace('YBR_FULL_422', 'YBR_FULL'),
  };
}
