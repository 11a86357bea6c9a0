/**
 * The whole grey or palette pipeline (PS3.3 C.11.2.1, C.7.6.3.1.5, C.11.6) folded into one table from stored value
 * to RGBA, so that a frame is one look-up a pixel. A table serves every frame of the same display facts and view.
 */
import type { Samples } from '../codecs/types.ts';
import type { DisplayFacts } from '../manifest.ts';
import { lookUp, lutMaximum, type DisplayLuts, type Lut } from './lut.ts';
import { modalityTransform, paddingRange } from './modality.ts';
import { voiTransform, type Voi } from './voi.ts';

export interface TableOptions {
  display: DisplayFacts;
  photometricInterpretation: string;
  luts?: DisplayLuts | undefined;
  voi: Voi;
  /** The reader's wish, on top of MONOCHROME1 and the presentation LUT shape, or of the presentation table. */
  invert?: boolean | undefined;
}

export interface PixelTable {
  /** The stored value of the first entry. */
  first: number;
  /** 0xAABBGGRR, as a Uint32Array over ImageData sees it on a little-endian host. */
  rgba: Uint32Array;
}

const opaque = 0xff000000;
const black = opaque;

/** Brightness 0…255 of a stored value, not rounded; -1 for padding, which is black whatever is inverted. */
export function greyTransform(options: TableOptions): (storedValue: number) => number {
  const { display, luts, voi } = options;
  const toModality = modalityTransform(display, luts);
  const toBrightness = voiTransform(voi, luts);
  const [paddingFrom, paddingTo] = paddingRange(display) ?? [Infinity, -Infinity];
  const toShown = luts?.presentation ? presentationTransform(luts.presentation) : same;
  const inverted = isInverted(options);
  return (stored) => {
    if (stored >= paddingFrom && stored <= paddingTo) return -1;
    const brightness = toShown(toBrightness(toModality(stored)));
    return (inverted ? 1 - brightness : brightness) * 255;
  };
}

const same = (brightness: number): number => brightness;

/** All brightnesses 0…1 run over all of the table's entries (PS3.3 C.11.2.1.2.1, C.11.6.1). */
function presentationTransform(lut: Lut): (brightness: number) => number {
  const maximum = lutMaximum(lut);
  const last = lut.entries.length - 1;
  return (brightness) => lookUp(lut, lut.firstValueMapped + brightness * last) / maximum;
}

/** MONOCHROME1 and the shape INVERSE say the same thing (PS3.3 C.8.11.3.1.2): one of them is enough. */
export const invertedByImage = ({
  display,
  photometricInterpretation,
}: Pick<TableOptions, 'photometricInterpretation'> & {
  display: Pick<DisplayFacts, 'presentationLutShape'>;
}): boolean => photometricInterpretation === 'MONOCHROME1' || display.presentationLutShape === 'INVERSE';

const isInverted = ({ invert = false, ...image }: TableOptions): boolean =>
  image.luts?.presentation ? invert : invertedByImage(image) !== invert;

export function greyPixel(brightness: number): number {
  if (!(brightness >= 0)) return black;
  return (opaque | (Math.min(255, Math.round(brightness)) * 0x010101)) >>> 0;
}

/** A table over the stored values from `domain[0]` to `domain[1]`: those of the pixel format, or of `tableDomain`. */
export function pixelTable(domain: readonly [number, number], options: TableOptions): PixelTable {
  const [first, last] = domain;
  const rgba = new Uint32Array(last - first + 1);
  const pixelOf =
    options.photometricInterpretation === 'PALETTE COLOR' && options.luts?.palette
      ? palettePixels(options.luts.palette, options.invert)
      : greyPixels(options);
  for (let i = 0; i < rgba.length; i++) rgba[i] = pixelOf(first + i);
  return { first, rgba };
}

/**
 * All values such samples can have: decoders mask words to BitsStored. Undefined where a table would be too large
 * (32 bits, floats).
 */
export function tableDomain(samples: Samples, bitsStored = 16): [number, number] | undefined {
  if (samples instanceof Uint8Array) return [0, 255];
  if (samples instanceof Int8Array) return [-128, 127];
  const steps = 2 ** Math.min(16, Math.max(8, bitsStored));
  if (samples instanceof Uint16Array) return [0, steps - 1];
  if (samples instanceof Int16Array) return [-steps / 2, steps / 2 - 1];
  return undefined;
}

function greyPixels(options: TableOptions): (stored: number) => number {
  const toGrey = greyTransform(options);
  return (stored) => greyPixel(toGrey(stored));
}

/** Inverted as RGB is: the complement of each channel. */
function palettePixels(
  { red, green, blue }: NonNullable<DisplayLuts['palette']>,
  invert = false,
): (index: number) => number {
  const [toRed, toGreen, toBlue] = [red, green, blue].map(channel) as [Channel, Channel, Channel];
  const flip = invert ? 0x00ffffff : 0;
  return (index) => ((opaque | (toBlue(index) << 16) | (toGreen(index) << 8) | toRed(index)) ^ flip) >>> 0;
}

type Channel = (index: number) => number;

/** 16-bit entries give their high byte, unless all of them fit in a byte, as some writers store them. */
function channel(lut: Lut): Channel {
  const wide = lut.bitsPerEntry > 8 && lut.entries.some((entry) => entry > 255);
  const maximum = wide ? lutMaximum(lut) : 255;
  return (index) => Math.round((lookUp(lut, index) / maximum) * 255);
}
