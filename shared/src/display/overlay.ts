/** Overlay planes (PS3.3 C.9.2): bits that are drawn over the image. */
import type { OverlayRef } from '../manifest.ts';

export interface OverlayPlane {
  group: number;
  rows: number;
  columns: number;
  /** 1-based row and column of the plane's first pixel in the image; may be negative. */
  origin: readonly [number, number];
  /** One byte a pixel, 0 or 1. */
  bits: Uint8Array;
  /** What its bits are painted in, 0xAABBGGRR; absent: white. */
  colour?: number;
}

/**
 * The plane that lies over frame `frameNumber` (1-based) of the image, from the overlay's blob (bits packed least
 * significant first); undefined where the overlay has none for it or its bits are missing.
 */
export function overlayPlane(
  ref: Omit<OverlayRef, 'blob'>,
  blob: Uint8Array,
  frameNumber: number,
): OverlayPlane | undefined {
  const index = ref.numberOfFrames === 1 && ref.frameOrigin === 1 ? 0 : frameNumber - ref.frameOrigin;
  if (index < 0 || index >= ref.numberOfFrames) return undefined;
  const count = ref.rows * ref.columns;
  const start = index * count;
  if (blob.length * 8 < start + count) return undefined;
  const bits = new Uint8Array(count);
  for (let i = 0, at = start; i < count; i++, at++) bits[i] = (blob[at >> 3]! >> (at & 7)) & 1;
  return { group: ref.group, rows: ref.rows, columns: ref.columns, origin: ref.origin, bits };
}

/** Paints the plane's set bits over an RGBA image; what lies outside the image is cut off. */
export function drawOverlay(
  image: Uint8ClampedArray<ArrayBuffer>,
  { rows, columns }: { rows: number; columns: number },
  plane: OverlayPlane,
): void {
  const pixels = new Uint32Array(image.buffer, image.byteOffset, rows * columns);
  const [top, left] = [plane.origin[0] - 1, plane.origin[1] - 1];
  const colour = plane.colour ?? 0xffffffff;
  const firstColumn = Math.max(0, -left);
  const endColumn = Math.min(plane.columns, columns - left);
  for (let row = Math.max(0, -top); row < Math.min(plane.rows, rows - top); row++) {
    for (let column = firstColumn; column < endColumn; column++) {
      if (plane.bits[row * plane.columns + column]) pixels[(row + top) * columns + column + left] = colour;
    }
  }
}
