/** Pixel formats and pictures made in code. */
import type { PixelFormat } from '@pacs/shared/manifest';

export function format(over: Partial<PixelFormat> & Pick<PixelFormat, 'rows' | 'columns'>): PixelFormat {
  const bitsAllocated = over.bitsAllocated ?? 16;
  const bitsStored = over.bitsStored ?? bitsAllocated;
  return {
    samplesPerPixel: 1,
    photometricInterpretation: over.samplesPerPixel === 3 ? 'RGB' : 'MONOCHROME2',
    planarConfiguration: 0,
    bitsAllocated,
    bitsStored,
    highBit: bitsStored - 1,
    pixelRepresentation: 0,
    kind: 'integer',
    ...over,
  };
}

/** A smooth picture with noise and hard edges, spread over all stored values; the same on every run. */
export function picture(pixels: PixelFormat): number[] {
  const { rows, columns, samplesPerPixel, bitsStored, pixelRepresentation } = pixels;
  const random = lehmer(rows * 7919 + columns);
  const steps = 2 ** bitsStored;
  const low = pixelRepresentation === 1 ? -steps / 2 : 0;
  return Array.from({ length: rows * columns * samplesPerPixel }, (_, i) => {
    const pixel = Math.floor(i / samplesPerPixel);
    const [x, y] = [(pixel % columns) / columns, Math.floor(pixel / columns) / rows];
    const smooth = 0.5 + 0.3 * Math.sin(5 * x + (i % samplesPerPixel)) * Math.cos(4 * y);
    const edge = x > 0.4 && x < 0.6 && y > 0.3 ? 0.2 : 0;
    const value = i === 0 ? 0 : i === 1 ? 1 : Math.min(1, smooth + edge + random() * 0.01);
    return low + Math.min(steps - 1, Math.floor(value * steps));
  });
}

function lehmer(seed: number): () => number {
  let state = seed % 2_147_483_647 || 1;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** Little-endian words of `bitsAllocated` (8, 16 or 32) bits, sign-extended. */
export function nativeBytes(values: readonly number[], { bitsAllocated }: PixelFormat): Uint8Array {
  const bytes = bitsAllocated / 8;
  const view = new DataView(new ArrayBuffer(values.length * bytes));
  values.forEach((value, i) => {
    if (bytes === 1) view.setUint8(i, value & 0xff);
    else if (bytes === 2) view.setUint16(2 * i, value & 0xffff, true);
    else view.setUint32(4 * i, value >>> 0, true);
  });
  return new Uint8Array(view.buffer);
}

export function nativeFrame(
  bytes: Uint8Array,
  pixels: PixelFormat,
  transferSyntaxUID = '1.2.840.10008.1.2.1',
) {
  return { bytes, coding: 'as-is' as const, transferSyntaxUID, format: pixels };
}
