/** A decoded frame as RGBA pixels for a canvas: the display pipeline of PS3.3 C.11.2.1. */
import type { DecodedFrame } from '../codecs/types.ts';
import type { DisplayFacts } from '../manifest.ts';
import { renderColour } from './colour.ts';
import type { DisplayLuts } from './lut.ts';
import {
  greyPixel,
  greyTransform,
  pixelTable,
  tableDomain,
  type PixelTable,
  type TableOptions,
} from './pixel-table.ts';
import { drawShutter } from './shutter.ts';
import { defaultWindow, type Voi } from './voi.ts';

export interface RenderOptions {
  display: DisplayFacts;
  luts?: DisplayLuts | undefined;
  /** Absent: `defaultWindow`. Ignored for colour. */
  voi?: Voi | undefined;
  invert?: boolean | undefined;
  /** BitsStored of the pixel format: scales colour samples wider than a byte. */
  bitsStored?: number | undefined;
  /**
   * A table made by `pixelTable` for the same display facts, VOI and inversion, kept by the caller across frames.
   * It must cover every stored value of the frame.
   */
  table?: PixelTable | undefined;
  /** The image's own size, where `frame` is a preview of it: a shutter's rows and columns refer to it. */
  fullSize?: { rows: number; columns: number } | undefined;
  /** Written instead of a new array; rows × columns × 4 bytes, at an offset divisible by 4. */
  into?: Uint8ClampedArray<ArrayBuffer> | undefined;
}

/** Opaque RGBA of `frame`, rows × columns × 4 bytes. Throws DecodeError for colour spaces it doesn't know. */
export function renderFrame(frame: DecodedFrame, options: RenderOptions): Uint8ClampedArray<ArrayBuffer> {
  const count = frame.rows * frame.columns;
  const image = options.into ?? new Uint8ClampedArray(count * 4);
  const pixels = new Uint32Array(image.buffer, image.byteOffset, count);
  if (frame.samplesPerPixel === 1) renderSingle(frame, pixels, options);
  else renderColour(frame, pixels, options);
  const { shutter } = options.display;
  if (shutter !== undefined) drawShutter(image, frame, shutter, options.fullSize);
  return image;
}

function renderSingle(frame: DecodedFrame, pixels: Uint32Array, options: RenderOptions): void {
  const { samples } = frame;
  if (options.table) {
    lookUpAll(samples, options.table, pixels);
    return;
  }
  const tableOptions: TableOptions = {
    display: options.display,
    photometricInterpretation: frame.photometricInterpretation,
    luts: options.luts,
    voi: options.voi ?? defaultWindow(options.display, frame, { luts: options.luts }),
    invert: options.invert,
  };
  const domain = tableDomain(samples, options.bitsStored);
  if (domain) {
    lookUpAll(samples, pixelTable(domain, tableOptions), pixels);
    return;
  }
  const toGrey = greyTransform(tableOptions);
  for (let i = 0; i < pixels.length; i++) pixels[i] = greyPixel(toGrey(samples[i]!));
}

function lookUpAll(samples: DecodedFrame['samples'], { first, rgba }: PixelTable, pixels: Uint32Array): void {
  for (let i = 0; i < pixels.length; i++) pixels[i] = rgba[samples[i]! - first]!;
}
