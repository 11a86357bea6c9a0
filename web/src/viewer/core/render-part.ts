/** A part of a picture as RGBA pixels, from the frame or one of its halves, with what lies over it. */
import type { DecodedFrame } from '@pacs/shared/codecs/types';
import { levelsOf } from '@pacs/shared/display/halves';
import type { DisplayLuts } from '@pacs/shared/display/lut';
import { drawOverlay, type OverlayPlane } from '@pacs/shared/display/overlay';
import { cropFrame, halvePlane, shiftPlane, shiftShutter, type Part } from '@pacs/shared/display/part';
import type { PixelTable } from '@pacs/shared/display/pixel-table';
import { renderFrame } from '@pacs/shared/display/render-frame';
import type { Voi } from '@pacs/shared/display/voi';
import type { DisplayFacts } from '@pacs/shared/manifest';
import type { Size } from './turn.ts';

export interface Painting {
  decoded: DecodedFrame;
  display: DisplayFacts;
  luts: DisplayLuts | undefined;
  /** In pixels of the whole image. */
  planes: readonly OverlayPlane[];
  /** undefined for colour. */
  voi: Voi | undefined;
  invert: boolean;
  bitsStored: number;
  /** Of the image, of which `decoded` may be a preview. */
  fullSize: { rows: number; columns: number };
}

/** Pixels of a canvas, from its corner, and the rectangle of the image that they are. */
export interface Painted {
  source: Size;
  at: { x: number; y: number };
  size: Size;
}

/** `part` in pixels of the frame halved `level` times; `into`: as many pixels as the part. */
export function renderPart(
  painting: Painting,
  level: number,
  part: Part,
  { table, into }: { table: PixelTable | undefined; into: Uint8ClampedArray<ArrayBuffer> },
): Painted {
  const { decoded, luts, voi, invert, bitsStored, fullSize, planes } = painting;
  const frame = levelsOf(decoded)[level] ?? decoded;
  const doubled = 2 ** level;
  const pixel = {
    width: (fullSize.columns / decoded.columns) * doubled,
    height: (fullSize.rows / decoded.rows) * doubled,
  };
  const corner = { row: part.row * pixel.height, column: part.column * pixel.width };
  const { shutter } = painting.display;
  const display = shutter
    ? { ...painting.display, shutter: shiftShutter(shutter, corner) }
    : painting.display;
  const covered = { rows: part.rows * pixel.height, columns: part.columns * pixel.width };
  const options = { display, luts, voi, invert, bitsStored, fullSize: covered, table, into };
  renderFrame(cropFrame(frame, part), options);
  // A preview is the image halved, too.
  const halved = level + Math.round(Math.log2(fullSize.columns / decoded.columns));
  for (const plane of planes) drawOverlay(into, part, shiftPlane(planeAt(plane, halved), part));
  // The half of an odd number of rows reaches past the image's edge.
  const size = {
    width: Math.min(covered.columns, fullSize.columns - corner.column),
    height: Math.min(covered.rows, fullSize.rows - corner.row),
  };
  const source = { width: size.width / pixel.width, height: size.height / pixel.height };
  return { source, at: { x: corner.column, y: corner.row }, size };
}

const halfPlanes = new WeakMap<OverlayPlane, OverlayPlane>();

function planeAt(plane: OverlayPlane, level: number): OverlayPlane {
  if (level === 0) return plane;
  const half = halfPlanes.get(plane) ?? halvePlane(plane);
  halfPlanes.set(plane, half);
  return planeAt(half, level - 1);
}
