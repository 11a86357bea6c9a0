/** High-throughput JPEG 2000 by OpenJPH: ours (frames kept as lossless HTJ2K) and that of others. */
import type { PixelFormat } from '../../manifest.ts';
import { readJ2kHeader } from '../j2k-header.ts';
import { lowBitsUnused, storedLimits, storedValues, wordsOf, type Words } from '../stored-values.ts';
import {
  DecodeError,
  type CodecLoader,
  type DecodedFrame,
  type FrameToDecode,
  type Samples,
} from '../types.ts';
import { decodeNative } from './native.ts';
import { runDecoder, withHeapObject } from './heap.ts';

/** Bytes of the decoded image at 1/2ⁿ of its size. OpenJPH reports garbage without throwing. */
export function runHtj2kDecoder(
  codecs: CodecLoader,
  codestream: Uint8Array,
  skipResolutions = 0,
): Promise<Uint8Array> {
  return codecs.use('openjph', ({ HTJ2KDecoder }) =>
    withHeapObject(new HTJ2KDecoder(), (decoder) => {
      const { bytes } = runDecoder(decoder, codestream, (it) => it.decodeSubResolution(skipResolutions));
      if (!decoder.getIsHeaderValid()) throw new DecodeError('damaged');
      return bytes;
    }),
  );
}

/**
 * A frame of ours: the codestream holds the native bytes as they lay (padding, overlay bits and sign extension
 * included). A preview is smaller by halves, and clamped because a wavelet's low band leaves the frame's range.
 */
export async function decodeOwnHtj2k(codecs: CodecLoader, frame: FrameToDecode): Promise<DecodedFrame> {
  const { bytes, format, skipResolutions = 0 } = frame;
  const header = readJ2kHeader(bytes);
  if (!header?.highThroughput || skipResolutions > header.decompositions) throw new DecodeError('damaged');
  const same =
    header.rows === format.rows &&
    header.columns === format.columns &&
    header.components.length === format.samplesPerPixel &&
    header.components.every(({ bits }) => bits === format.bitsAllocated);
  if (!same) throw new DecodeError('size-mismatch');

  const size = { ...format, ...sizeAt(format, skipResolutions) };
  const decoded = await runHtj2kDecoder(codecs, bytes, skipResolutions);
  if (decoded.length !== (size.rows * size.columns * format.samplesPerPixel * format.bitsAllocated) / 8) {
    throw new DecodeError('damaged');
  }
  if (skipResolutions === 0) return decodeNative(decoded, format);
  return {
    samples: previewSamples(decoded, format, frame.range),
    rows: size.rows,
    columns: size.columns,
    samplesPerPixel: format.samplesPerPixel,
    photometricInterpretation: format.photometricInterpretation,
  };
}

export function sizeAt({ rows, columns }: Pick<PixelFormat, 'rows' | 'columns'>, skipResolutions: number) {
  const half = 2 ** skipResolutions;
  return { rows: Math.ceil(rows / half), columns: Math.ceil(columns / half) };
}

function previewSamples(
  bytes: Uint8Array,
  format: PixelFormat,
  range: readonly [number, number] = storedLimits(format),
): Samples {
  const words: Words = wordsOf(bytes, format.bitsAllocated === 8 ? 1 : 2);
  const shift = lowBitsUnused(format);
  const samples = storedValues(words, {
    signed: format.pixelRepresentation === 1,
    bits: format.bitsAllocated - shift,
    shift,
  });
  const [low, high] = range;
  for (let i = 0; i < samples.length; i++) {
    const value = samples[i]!;
    if (value < low) samples[i] = low;
    else if (value > high) samples[i] = high;
  }
  return samples;
}
