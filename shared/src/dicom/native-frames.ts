/** Where frames lie in native pixel data (PS3.5 8.1.1, PS3.3 C.7.6.3.1). */
import type { PixelFormat } from '../manifest.ts';

export interface NativeLayout {
  /** Bits of one frame as it lies. */
  frameBits: number;
}

/** Samples a pixel of chroma-subsampled native data takes on average (PS3.3 C.7.6.3.1.2). */
const subsampled: Readonly<Record<string, number>> = {
  YBR_FULL_422: 2,
  YBR_PARTIAL_422: 2,
  YBR_PARTIAL_420: 1.5,
};

/** Some writers say 4:2:2 and store all samples: the length of the data decides. */
export function nativeLayout(
  format: PixelFormat,
  numberOfFrames: number,
  declaredBytes: number,
): NativeLayout {
  const pixels = format.rows * format.columns;
  const full = pixels * format.samplesPerPixel * format.bitsAllocated;
  const samples = format.samplesPerPixel === 3 ? subsampled[format.photometricInterpretation] : undefined;
  if (samples === undefined || declaredBytes * 8 >= full * numberOfFrames) return { frameBits: full };
  return { frameBits: pixels * samples * format.bitsAllocated };
}

/** A copy of `bits` bits from `fromBit`, moved to start at a byte (bits run from the least significant one). */
export function copyBits(source: Uint8Array, fromBit: number, bits: number): Uint8Array {
  const shift = fromBit % 8;
  const first = (fromBit - shift) / 8;
  const out = new Uint8Array(Math.ceil(bits / 8));
  if (shift === 0) out.set(source.subarray(first, first + out.length));
  else
    for (let index = 0; index < out.length; index += 1) {
      const low = (source[first + index] ?? 0) >> shift;
      const high = (source[first + index + 1] ?? 0) << (8 - shift);
      out[index] = low | high;
    }
  const spare = bits % 8;
  if (spare > 0) out[out.length - 1] = (out.at(-1) ?? 0) & ((1 << spare) - 1);
  return out;
}
