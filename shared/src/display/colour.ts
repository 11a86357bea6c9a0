/** Colour samples to RGBA (PS3.3 C.7.6.3.1.2). */
import { DecodeError, type DecodedFrame, type Samples } from '../codecs/types.ts';

const opaque = 0xff000000;

/**
 * Three samples a pixel, RGB or YBR, into `pixels`. `bitsStored` scales samples wider than a byte. YBR_ICT and
 * YBR_RCT arrive as RGB, their transform undone by the codec; any other colour space is refused, not guessed.
 */
export function renderColour(
  frame: DecodedFrame,
  pixels: Uint32Array,
  { bitsStored, invert = false }: { bitsStored?: number | undefined; invert?: boolean | undefined },
): void {
  if (frame.samplesPerPixel !== 3) throw new DecodeError('unsupported-syntax');
  const bytes = asBytes(frame.samples, bitsStored);
  const flip = invert ? 0x00ffffff : 0;
  switch (frame.photometricInterpretation) {
    case 'RGB':
    case 'YBR_RCT':
      for (let i = 0, at = 0; i < pixels.length; i++, at += 3) {
        pixels[i] = (opaque | (bytes[at + 2]! << 16) | (bytes[at + 1]! << 8) | bytes[at]!) ^ flip;
      }
      return;
    case 'YBR_FULL':
    case 'YBR_FULL_422':
    case 'YBR_ICT':
      fromYbr(bytes, pixels, flip, full);
      return;
    case 'YBR_PARTIAL_422':
    case 'YBR_PARTIAL_420':
      fromYbr(bytes, pixels, flip, partial);
      return;
    default:
      throw new DecodeError('unsupported-syntax');
  }
}

interface YbrWeights {
  black: number;
  y: number;
  redOfCr: number;
  greenOfCb: number;
  greenOfCr: number;
  blueOfCb: number;
}

/** ITU-R BT.601, full range: the inverse of the YBR_FULL equations. */
const full: YbrWeights = {
  black: 0,
  y: 1,
  redOfCr: 1.402,
  greenOfCb: -0.344136,
  greenOfCr: -0.714136,
  blueOfCb: 1.772,
};

/** Y in 16…235, Cb and Cr in 16…240. */
const partial: YbrWeights = {
  black: 16,
  y: 1.164383,
  redOfCr: 1.596027,
  greenOfCb: -0.391762,
  greenOfCr: -0.812968,
  blueOfCb: 2.017232,
};

function fromYbr(bytes: ArrayLike<number>, pixels: Uint32Array, flip: number, weights: YbrWeights): void {
  for (let i = 0, at = 0; i < pixels.length; i++, at += 3) {
    const y = (bytes[at]! - weights.black) * weights.y;
    const cb = bytes[at + 1]! - 128;
    const cr = bytes[at + 2]! - 128;
    const red = toByte(y + weights.redOfCr * cr);
    const green = toByte(y + weights.greenOfCb * cb + weights.greenOfCr * cr);
    const blue = toByte(y + weights.blueOfCb * cb);
    pixels[i] = (opaque | (blue << 16) | (green << 8) | red) ^ flip;
  }
}

function toByte(value: number): number {
  return value <= 0 ? 0 : value >= 255 ? 255 : (value + 0.5) | 0;
}

/** Samples as 0…255, by BitsStored (all bits of the word where it isn't told). */
function asBytes(samples: Samples, bitsStored = samples.BYTES_PER_ELEMENT * 8): ArrayLike<number> {
  if (samples instanceof Uint8Array && bitsStored === 8) return samples;
  if (samples instanceof Float32Array || samples instanceof Float64Array) {
    throw new DecodeError('unsupported-syntax');
  }
  const scale = 255 / (2 ** bitsStored - 1);
  return Uint8Array.from(samples as Uint8Array, (value) => toByte(value * scale));
}
