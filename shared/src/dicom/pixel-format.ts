/** How stored pixels lie (PS3.3 C.7.6.3.1), with the defaults that real files need. */
import { limits } from '../limits.ts';
import type { PixelFormat } from '../manifest.ts';
import { cut } from './cut.ts';
import { integer, plainText } from './values.ts';
import type { DataItem, PixelElement } from './walk.ts';
import { HeaderRefused } from './walk-stops.ts';

export const floatPixelTag = 0x7fe00008;
export const doublePixelTag = 0x7fe00009;

const kindOf = (pixels: PixelElement | undefined): PixelFormat['kind'] => {
  if (pixels?.tag === floatPixelTag) return 'float';
  return pixels?.tag === doublePixelTag ? 'double' : 'integer';
};

/** Undefined where rows, columns or bits are missing or impossible. Throws HeaderRefused past the limits. */
export function readPixelFormat(root: DataItem, pixels: PixelElement | undefined): PixelFormat | undefined {
  const rows = integer(root, 'rows');
  const columns = integer(root, 'columns');
  if (rows === undefined || columns === undefined || rows < 1 || columns < 1) return undefined;
  if (rows > limits.imageMaxSide || columns > limits.imageMaxSide) throw new HeaderRefused('image-too-large');
  const kind = kindOf(pixels);
  const floatBits = kind === 'double' ? 64 : 32;
  const bitsAllocated = kind === 'integer' ? integer(root, 'bitsAllocated') : floatBits;
  if (bitsAllocated === undefined || bitsAllocated < 1 || bitsAllocated > 64) return undefined;
  const samplesPerPixel = integer(root, 'samplesPerPixel') ?? 1;
  if (samplesPerPixel < 1 || samplesPerPixel > 4) return undefined;
  const stored = integer(root, 'bitsStored') ?? bitsAllocated;
  const bitsStored = kind === 'integer' && stored >= 1 && stored <= bitsAllocated ? stored : bitsAllocated;
  const high = integer(root, 'highBit') ?? bitsStored - 1;
  const highBit = high >= bitsStored - 1 && high < bitsAllocated ? high : bitsStored - 1;
  if (rows * columns * samplesPerPixel * (bitsAllocated / 8) > limits.frameMaxBytes) {
    throw new HeaderRefused('image-too-large');
  }
  const photometric = plainText(root, 'photometricInterpretation')?.toUpperCase();
  return {
    rows,
    columns,
    samplesPerPixel,
    photometricInterpretation: cut(photometric ?? (samplesPerPixel >= 3 ? 'RGB' : 'MONOCHROME2'), 16),
    planarConfiguration: samplesPerPixel > 1 && integer(root, 'planarConfiguration') === 1 ? 1 : 0,
    bitsAllocated,
    bitsStored,
    highBit,
    pixelRepresentation: kind === 'integer' && integer(root, 'pixelRepresentation') === 1 ? 1 : 0,
    kind,
    ...(bitsAllocated === 8 && pixels?.vr === 'OW' && !root.littleEndian ? { pixelVr: 'OW' as const } : {}),
  };
}

/** Declared frames, at least one. Throws HeaderRefused past the limit. */
export function readNumberOfFrames(root: DataItem): number {
  const frames = integer(root, 'numberOfFrames') ?? 1;
  if (frames > limits.imageMaxFrames) throw new HeaderRefused('image-too-large');
  return Math.max(1, frames);
}
