/** Uncompressed frames (PS3.5 8.1, 8.2 and annex D; PS3.3 C.7.6.3.1). */
import type { PixelFormat } from '../../manifest.ts';
import { lowBitsUnused, sampleCount, storedValues, wordBytes, wordsOf } from '../stored-values.ts';
import { DecodeError, type DecodedFrame, type Samples } from '../types.ts';

export interface NativeOptions {
  bigEndian?: boolean;
  /** Bits to skip before the first pixel, where a pixel is not whole bytes. */
  bitOffset?: number;
}

/** Bytes of one native frame; a last byte may be partly used. */
export function nativeFrameBytes(format: PixelFormat): number {
  if (isYbr422(format)) return format.rows * Math.ceil(format.columns / 2) * 4 * wordBytes(format);
  return Math.ceil((sampleCount(format) * format.bitsAllocated) / 8);
}

/** Two chroma samples for two pixels: the only sub-sampling native pixels know (PS3.3 C.7.6.3.1.2). */
export function isYbr422(format: PixelFormat): boolean {
  return format.samplesPerPixel === 3 && /^YBR_(FULL|PARTIAL)_422$/.test(format.photometricInterpretation);
}

/**
 * Native pixels as stored values. YBR_FULL_422 becomes YBR_FULL with each chroma sample repeated; other
 * colours stay as they are, planes become interleaved. Bytes past the frame are let be; too few are an error.
 */
export function decodeNative(
  bytes: Uint8Array,
  format: PixelFormat,
  options: NativeOptions = {},
): DecodedFrame {
  const { samples, photometricInterpretation } = nativeSamples(bytes, format, options);
  return {
    samples,
    rows: format.rows,
    columns: format.columns,
    samplesPerPixel: format.samplesPerPixel,
    photometricInterpretation,
  };
}

function nativeSamples(bytes: Uint8Array, format: PixelFormat, options: NativeOptions) {
  const count = sampleCount(format);
  const { photometricInterpretation } = format;
  if (format.kind === 'integer' && ![8, 16, 32].includes(format.bitsAllocated)) {
    return { samples: unpackBits(bytes, count, format, options), photometricInterpretation };
  }
  const size = wordBytes(format);
  const full = count * size;
  const sub = nativeFrameBytes(format);
  const halved = sub < full && bytes.length < full;
  const needed = halved ? sub : full;
  if (bytes.length < needed) throw new DecodeError('size-mismatch');
  const little = littleEndian(bytes, needed, wordSwapped(format, options) ? 2 : options.bigEndian ? size : 1);
  if (format.kind === 'float') return { samples: new Float32Array(little.buffer), photometricInterpretation };
  if (size === 8) return { samples: new Float64Array(little.buffer), photometricInterpretation };

  const words = wordsOf(little, size);
  const values = storedValues(words, {
    signed: format.pixelRepresentation === 1,
    bits: format.bitsStored,
    shift: lowBitsUnused(format),
  });
  return {
    samples: halved ? repeatChroma(values, format) : interleaved(values, format),
    photometricInterpretation: photometricInterpretation.replace('YBR_FULL_422', 'YBR_FULL'),
  };
}

/** Bytes in big-endian 16-bit words: VR OW in Explicit VR Big Endian (PS3.5 annex D.3, A.3). */
function wordSwapped(format: PixelFormat, { bigEndian = false }: NativeOptions): boolean {
  return bigEndian && format.bitsAllocated === 8 && format.pixelVr === 'OW';
}

/** The first `needed` bytes with their own buffer, words of `size` bytes turned round; a missing half word is 0. */
function littleEndian(bytes: Uint8Array, needed: number, size: number): Uint8Array {
  const copy = bytes.slice(0, needed);
  if (size > 1) for (let at = 0; at < needed; at++) copy[at] = bytes[at ^ (size - 1)] ?? 0;
  return copy;
}

/** Pixels that are not whole bytes, packed from the least significant bit on (PS3.5 8.1.1). */
function unpackBits(bytes: Uint8Array, count: number, format: PixelFormat, options: NativeOptions): Samples {
  const { bitsAllocated } = format;
  if (bitsAllocated > 32) throw new DecodeError('unsupported-syntax');
  let at = options.bitOffset ?? 0;
  if (bytes.length * 8 < at + count * bitsAllocated) throw new DecodeError('size-mismatch');
  if (bitsAllocated === 1) {
    const pixels = new Uint8Array(count);
    for (let i = 0; i < count; i++, at++) pixels[i] = (bytes[at >> 3]! >> (at & 7)) & 1;
    return pixels;
  }
  const size = wordBytes(format);
  const words = wordsOf(new Uint8Array(count * size), size as 1 | 2 | 4);
  for (let i = 0; i < count; i++) {
    let value = 0;
    for (let bit = 0; bit < bitsAllocated; bit++, at++) value |= ((bytes[at >> 3]! >> (at & 7)) & 1) << bit;
    words[i] = value;
  }
  return storedValues(words, {
    signed: format.pixelRepresentation === 1,
    bits: format.bitsStored,
    shift: lowBitsUnused(format),
  });
}

/** Planes (PlanarConfiguration 1) to pixels. */
export function interleaved<S extends Samples>(samples: S, format: PixelFormat): S {
  const { samplesPerPixel } = format;
  if (samplesPerPixel === 1 || format.planarConfiguration !== 1) return samples;
  const pixels = format.rows * format.columns;
  const result = samples.slice() as S;
  for (let sample = 0; sample < samplesPerPixel; sample++) {
    for (let i = 0, from = sample * pixels, to = sample; i < pixels; i++, to += samplesPerPixel) {
      result[to] = samples[from + i]!;
    }
  }
  return result;
}

/** Y1 Y2 Cb Cr → Y1 Cb Cr, Y2 Cb Cr; an odd last column has an unused Y2. */
function repeatChroma(samples: Samples, { rows, columns }: PixelFormat): Samples {
  const result = new (samples.constructor as new (length: number) => Samples)(rows * columns * 3);
  let from = 0;
  let to = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column += 2, from += 4) {
      for (let half = 0; half < Math.min(2, columns - column); half++, to += 3) {
        result[to] = samples[from + half]!;
        result[to + 1] = samples[from + 2]!;
        result[to + 2] = samples[from + 3]!;
      }
    }
  }
  return result;
}
