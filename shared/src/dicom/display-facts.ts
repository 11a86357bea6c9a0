/** What turns stored values into what is seen and measured, with its tables still in bytes. */
import type { PixelFormat, Window } from '../manifest.ts';
import { type Charset } from './charset.ts';
import { type RawLut, readLut, readSegmentedLut } from './lut-facts.ts';
import { readOverlays } from './overlay-facts.ts';
import { mammographyView } from './mammography-view.ts';
import { readMeasuringFacts } from './measuring-facts.ts';
import { present } from './present.ts';
import { readShutter } from './shutter-facts.ts';
import type { Keyword } from './tags.ts';
import { isKnownTransferSyntax, transferSyntax } from './transfer-syntax.ts';
import type { RawDisplay } from './types.ts';
import { cut } from './cut.ts';
import { itemsOf, localText, localTexts, number, numbers, plainText, plainTexts, vector } from './values.ts';
import type { DataItem } from './walk.ts';

type Pair = [number, number];
export type Orientation = [number, number, number, number, number, number];

/** Spacings are positive or nothing: zero and negative ones would measure nonsense. */
const spacing = (item: DataItem, keyword: Keyword): Pair | undefined => {
  const pair = vector(item, keyword, 2);
  return pair?.every((value) => value > 0) === true ? (pair as Pair) : undefined;
};

const positive = (value: number | undefined): number | undefined =>
  value !== undefined && value > 0 ? value : undefined;

const short = (item: DataItem, keyword: Keyword): string | undefined => {
  const text = plainText(item, keyword);
  return text === undefined ? undefined : cut(text, 16);
};

/** Direction cosines that are two perpendicular unit vectors within what rounding does to them. */
export function readOrientation(item: DataItem | undefined): Orientation | undefined {
  const values = vector(item, 'imageOrientationPatient', 6);
  if (values === undefined) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = values;
  const isUnit = (x: number, y: number, z: number): boolean => Math.abs(Math.hypot(x, y, z) - 1) < 0.05;
  if (!isUnit(a, b, c) || !isUnit(d, e, f) || Math.abs(a * d + b * e + c * f) > 0.05) return undefined;
  return [a, b, c, d, e, f];
}

export function readWindows(item: DataItem, charset: Charset): Window[] {
  const centers = numbers(item, 'windowCenter');
  const widths = numbers(item, 'windowWidth');
  const explanations = localTexts(item, 'windowExplanation', charset, 64);
  const windows: Window[] = [];
  for (const [index, center] of centers.slice(0, 32).entries()) {
    const width = widths[index];
    if (width === undefined || !Number.isFinite(center) || !Number.isFinite(width) || width <= 0) continue;
    const explanation = explanations[index];
    windows.push({ center, width, ...(explanation ? { explanation } : {}) });
  }
  return windows;
}

export const oneOf = <T extends string>(allowed: readonly T[], value: string | undefined): T | undefined =>
  allowed.find((candidate) => candidate === value);

const voiLutFunctions = ['LINEAR', 'LINEAR_EXACT', 'SIGMOID'] as const;

const readVoiLutFunction = (item: DataItem): RawDisplay['voiLutFunction'] | undefined =>
  oneOf(voiLutFunctions, plainText(item, 'voiLutFunction'));

/** Height of a pixel in widths: 1 where nothing tells. */
function rowToColumn(root: DataItem): number {
  const shape =
    spacing(root, 'pixelSpacing') ?? spacing(root, 'imagerPixelSpacing') ?? spacing(root, 'pixelAspectRatio');
  return shape === undefined ? 1 : shape[0] / shape[1];
}

/** Rescale of an instance or of a frame's transformation item. A slope of zero maps everything to one value. */
export function readRescale(item: DataItem): Partial<RawDisplay> {
  const slope = number(item, 'rescaleSlope');
  return present({
    rescaleSlope: slope === 0 ? undefined : slope,
    rescaleIntercept: number(item, 'rescaleIntercept'),
    rescaleType: short(item, 'rescaleType'),
  });
}

/** Window facts of an instance or of a frame's VOI item. */
export function readVoi(item: DataItem, charset: Charset): Partial<RawDisplay> {
  const windows = readWindows(item, charset);
  return present({
    windows: windows.length === 0 ? undefined : windows,
    voiLutFunction: readVoiLutFunction(item),
  });
}

const readTables = (item: DataItem, keyword: Keyword, signed: boolean, charset: Charset): RawLut[] =>
  itemsOf(item, keyword)
    .slice(0, 16)
    .flatMap((entry) => {
      const lut = readLut(entry, 'lutDescriptor', 'lutData', signed);
      const explanation =
        localText(entry, 'lutExplanation', charset, 64) ?? localText(entry, 'modalityLUTType', charset, 64);
      return lut === undefined ? [] : [{ ...lut, ...(explanation === undefined ? {} : { explanation }) }];
    });

function readPalette(root: DataItem, signed: boolean): RawDisplay['palette'] {
  const red =
    readLut(root, 'redPaletteDescriptor', 'redPaletteData', signed) ??
    readSegmentedLut(root, 'redPaletteDescriptor', 'segmentedRedPaletteData', signed);
  const green =
    readLut(root, 'greenPaletteDescriptor', 'greenPaletteData', signed) ??
    readSegmentedLut(root, 'greenPaletteDescriptor', 'segmentedGreenPaletteData', signed);
  const blue =
    readLut(root, 'bluePaletteDescriptor', 'bluePaletteData', signed) ??
    readSegmentedLut(root, 'bluePaletteDescriptor', 'segmentedBluePaletteData', signed);
  return red && green && blue ? { red, green, blue } : undefined;
}

/** Milliseconds a frame of a cine (PS3.3 C.7.6.5): FrameTime, the mean of its vector, or CineRate. */
const readFrameTimeMs = (root: DataItem): number | undefined => {
  const time = positive(number(root, 'frameTime'));
  if (time !== undefined) return time;
  const steps = numbers(root, 'frameTimeVector').filter((value) => Number.isFinite(value) && value > 0);
  const mean = steps.reduce((sum, value) => sum + value, 0) / steps.length;
  if (steps.length > 0) return Number.isFinite(mean) ? mean : undefined;
  const rate = positive(number(root, 'cineRate'));
  const ofRate = rate === undefined ? undefined : 1000 / rate;
  return Number.isFinite(ofRate) ? ofRate : undefined;
};

/** PS3.3 C.7.6.1.1.5: once lossy, always lossy; else what the transfer syntax does. */
const isLossy = (root: DataItem, transferSyntaxUID: string): boolean => {
  if (plainText(root, 'lossyImageCompression') === '01') return true;
  return isKnownTransferSyntax(transferSyntaxUID) && !transferSyntax(transferSyntaxUID).lossless;
};

const paddingKeywords = {
  integer: ['pixelPaddingValue', 'pixelPaddingRangeLimit'],
  float: ['floatPixelPaddingValue', 'floatPixelPaddingRangeLimit'],
  double: ['doubleFloatPixelPaddingValue', 'doubleFloatPixelPaddingRangeLimit'],
} as const;

/** In stored values of whatever kind the pixels are (PS3.3 C.7.5.1.1.2, C.7.6.24): integers, or floats of their own elements. */
function readPadding(root: DataItem, format: PixelFormat | undefined, signed: boolean): Partial<RawDisplay> {
  const [value, limit] = paddingKeywords[format?.kind ?? 'integer'];
  return present({
    pixelPaddingValue: number(root, value, signed),
    pixelPaddingRangeLimit: number(root, limit, signed),
  });
}

export function readDisplay(
  root: DataItem,
  format: PixelFormat | undefined,
  transferSyntaxUID: string,
  charset: Charset,
): RawDisplay {
  const signed = format?.pixelRepresentation === 1;
  const rescale = readRescale(root);
  const [modalityLut] = readTables(root, 'modalityLUTSequence', signed, charset);
  const voiSigned = signed || (rescale.rescaleIntercept ?? 0) < 0;
  const palette =
    format?.photometricInterpretation === 'PALETTE COLOR' ? readPalette(root, signed) : undefined;
  const [rowDirection, columnDirection] = plainTexts(root, 'patientOrientation');
  const ratios = numbers(root, 'lossyImageCompressionRatio').filter((value) => Number.isFinite(value));
  const shape = oneOf(['IDENTITY', 'INVERSE'] as const, plainText(root, 'presentationLUTShape'));
  const burned = oneOf(['YES', 'NO'] as const, plainText(root, 'burnedInAnnotation'));
  const facts = present({
    ...rescale,
    ...readVoi(root, charset),
    ...readPadding(root, format, signed),
    modalityLut,
    palette,
    presentationLutShape: shape,
    smallestPixelValue: number(root, 'smallestImagePixelValue', signed),
    largestPixelValue: number(root, 'largestImagePixelValue', signed),
    pixelSpacing: spacing(root, 'pixelSpacing'),
    imagerPixelSpacing: spacing(root, 'imagerPixelSpacing'),
    nominalScannedPixelSpacing: spacing(root, 'nominalScannedPixelSpacing'),
    pixelAspectRatio: spacing(root, 'pixelAspectRatio'),
    sliceThickness: positive(number(root, 'sliceThickness')),
    spacingBetweenSlices: number(root, 'spacingBetweenSlices'),
    imageOrientationPatient: readOrientation(root),
    patientOrientation:
      rowDirection && columnDirection
        ? ([cut(rowDirection, 16), cut(columnDirection, 16)] as [string, string])
        : undefined,
    imageLaterality: short(root, 'imageLaterality') ?? short(root, 'laterality'),
    viewPosition: short(root, 'viewPosition') ?? mammographyView(root),
    lossyRatio: positive(ratios.at(-1)),
    frameTimeMs: readFrameTimeMs(root),
    recommendedDisplayFrameRate: positive(number(root, 'recommendedDisplayFrameRate')),
    burnedInAnnotation: burned,
    shutter: readShutter(root, rowToColumn(root)),
  });
  return {
    windows: [],
    voiLutFunction: 'LINEAR',
    ...facts,
    ...readMeasuringFacts(root),
    voiLuts: readTables(root, 'voiLUTSequence', voiSigned, charset),
    overlays: readOverlays(root),
    lossy: isLossy(root, transferSyntaxUID),
  };
}
