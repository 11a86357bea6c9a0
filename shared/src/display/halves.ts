/**
 * Large frames at half their size, and half of that: what is drawn where the screen has fewer pixels than the image.
 * Stored values are averaged, so one half serves every window.
 */
import type { DecodedFrame, Samples } from '../codecs/types.ts';

/** A frame with more pixels has halves: about what a screen shows at once. */
const largePixels = 2 * 1024 * 1024;

export const isLarge = ({ rows, columns }: { rows: number; columns: number }): boolean =>
  rows * columns > largePixels;

/** The frame with its halves, down to one that is not large. Indices of a palette have no mean, so they have none. */
export function withHalves(frame: DecodedFrame, padding?: readonly [number, number]): DecodedFrame {
  if (!isLarge(frame) || frame.photometricInterpretation === 'PALETTE COLOR') return frame;
  return { ...frame, half: withHalves(halveFrame(frame, padding), padding) };
}

/** The frame, its half, the half of that, … */
export function levelsOf(frame: DecodedFrame): DecodedFrame[] {
  return frame.half === undefined ? [frame] : [frame, ...levelsOf(frame.half)];
}

/**
 * Means of two by two pixels; the last row or column of an odd number counts twice. Padding (stored values from … to)
 * is never mixed with image: where most of a block is padding, so is its mean.
 */
export function halveFrame(frame: DecodedFrame, padding?: readonly [number, number]): DecodedFrame {
  const { samples, samplesPerPixel: step } = frame;
  const rows = Math.ceil(frame.rows / 2);
  const columns = Math.ceil(frame.columns / 2);
  const half = new (samples.constructor as new (length: number) => Samples)(rows * columns * step);
  const meanOf = padding === undefined ? plainMean(samples) : meanWithout(padding, samples);
  const lastColumn = (frame.columns - 1) * step;
  let to = 0;
  for (let row = 0; row < rows; row++) {
    const top = 2 * row * frame.columns * step;
    const bottom = Math.min(2 * row + 1, frame.rows - 1) * frame.columns * step;
    for (let left = 0; left <= lastColumn; left += 2 * step) {
      const right = Math.min(left + step, lastColumn);
      for (let s = 0; s < step; s++)
        half[to++] = meanOf(
          samples[top + left + s]!,
          samples[top + right + s]!,
          samples[bottom + left + s]!,
          samples[bottom + right + s]!,
        );
    }
  }
  const { samplesPerPixel, photometricInterpretation } = frame;
  return { samples: half, rows, columns, samplesPerPixel, photometricInterpretation };
}

type Mean = (a: number, b: number, c: number, d: number) => number;

const areFloats = (samples: Samples): boolean =>
  samples instanceof Float32Array || samples instanceof Float64Array;

function plainMean(samples: Samples): Mean {
  if (areFloats(samples)) return (a, b, c, d) => (a + b + c + d) / 4;
  return samples.BYTES_PER_ELEMENT < 4
    ? (a, b, c, d) => (a + b + c + d + 2) >> 2
    : (a, b, c, d) => Math.floor((a + b + c + d + 2) / 4);
}

function meanWithout([from, to]: readonly [number, number], samples: Samples): Mean {
  const plain = plainMean(samples);
  const stored = areFloats(samples) ? (mean: number) => mean : Math.round;
  const isPadding = (value: number) => value >= from && value <= to;
  return (a, b, c, d) => {
    if (!isPadding(a) && !isPadding(b) && !isPadding(c) && !isPadding(d)) return plain(a, b, c, d);
    const image = [a, b, c, d].filter((value) => !isPadding(value));
    if (image.length < 2) return [a, b, c, d].find(isPadding) ?? a;
    return stored(image.reduce((sum, value) => sum + value, 0) / image.length);
  };
}
