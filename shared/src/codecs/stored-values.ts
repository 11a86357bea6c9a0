/** From words as they lie in memory to stored values: masked to BitsStored and sign-extended (PS3.5 8.1.1). */
import type { PixelFormat } from '../manifest.ts';
import { DecodeError, type Samples } from './types.ts';

export type Words = Uint8Array | Uint16Array | Uint32Array;

/** Bytes of a sample once unpacked: 1, 2, 4 (or 8 for doubles). */
export function wordBytes(format: PixelFormat): 1 | 2 | 4 | 8 {
  if (format.kind === 'double') return 8;
  if (format.kind === 'float') return 4;
  return format.bitsAllocated <= 8 ? 1 : format.bitsAllocated <= 16 ? 2 : 4;
}

export function sampleCount(format: PixelFormat): number {
  return format.rows * format.columns * format.samplesPerPixel;
}

/** Node's Buffer is a Uint8Array whose `slice` shares memory: what works in place must not get one. */
export function plainBytes(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** Interprets bytes (copied or owned: they are changed in place) as little-endian words. */
export function wordsOf(bytes: Uint8Array, size: 1 | 2 | 4): Words {
  const aligned = bytes.byteOffset % size === 0 ? bytes : bytes.slice();
  const count = aligned.length / size;
  if (size === 1) return aligned;
  if (size === 2) return new Uint16Array(aligned.buffer, aligned.byteOffset, count);
  return new Uint32Array(aligned.buffer, aligned.byteOffset, count);
}

/** A signed view of the same memory. */
function signedView(words: Words): Int8Array | Int16Array | Int32Array {
  if (words instanceof Uint8Array) return new Int8Array(words.buffer, words.byteOffset, words.length);
  if (words instanceof Uint16Array) return new Int16Array(words.buffer, words.byteOffset, words.length);
  return new Int32Array(words.buffer, words.byteOffset, words.length);
}

/** Bits below the stored value; 0 for every header that makes sense, some old ones keep values high-justified. */
export function lowBitsUnused(format: PixelFormat): number {
  return Math.max(0, Math.min(format.highBit, format.bitsAllocated - 1) + 1 - format.bitsStored);
}

/**
 * Stored values in place of `words`: `shift` bits dropped below, `bits` kept, sign-extended from the highest
 * of them where PixelRepresentation is 1. What lies in the other bits (overlays, padding) is gone.
 */
export function storedValues(
  words: Words,
  { signed, bits, shift = 0 }: { signed: boolean; bits: number; shift?: number },
): Samples {
  const width = words.BYTES_PER_ELEMENT * 8;
  if (bits < 1 || bits + shift > width) throw new DecodeError('size-mismatch');
  const whole = bits === width;
  const left = 32 - bits - shift;
  const right = 32 - bits;
  if (signed) {
    const view = signedView(words);
    if (!whole) for (let i = 0; i < view.length; i++) view[i] = (view[i]! << left) >> right;
    return view;
  }
  if (!whole) for (let i = 0; i < words.length; i++) words[i] = (words[i]! << left) >>> right;
  return words;
}

/** Smallest and largest value `format` can store. */
export function storedLimits(format: PixelFormat): [number, number] {
  const steps = 2 ** format.bitsStored;
  return format.pixelRepresentation === 1 ? [-steps / 2, steps / 2 - 1] : [0, steps - 1];
}

/** Smallest and largest sample; NaN is left out. */
export function rangeOf(samples: Samples): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  // Over a union of typed arrays `for…of` takes thirty times as long.
  const { length } = samples;
  for (let i = 0; i < length; i++) {
    const value = samples[i]!;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : [0, 0];
}
