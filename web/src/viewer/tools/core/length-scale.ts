/** What a length on an image means: in which unit, and in which plane. The table with its sources is docs/measuring.md. */
import type { ImagePoint } from '@pacs/shared/annotations';
import type { DisplayFacts, IndexInstance, UltrasoundRegion } from '@pacs/shared/manifest';
import type { PixelUnits } from './geometry.ts';

/**
 * `patient`: in the slice. `calibrated`: a projection corrected to the patient. `detector`: a projection where its
 * rays arrived. `film`: on the digitised film. `region`: of an ultrasound image. `stated`: the file gives a spacing
 * and not of what. `pixels`: the file gives none.
 */
export type ScaleKind = 'patient' | 'calibrated' | 'detector' | 'film' | 'region' | 'stated' | 'pixels';

export interface LengthScale extends PixelUnits {
  kind: ScaleKind;
  /** Along columns and along rows; equal but in some ultrasound regions (seconds across, cm/s upwards). */
  units: readonly [string, string];
  /** `calibrated`: how, where the file says. */
  calibration?: 'GEOMETRY' | 'FIDUCIAL';
  /** `detector`: times larger than in the patient, estimated by the modality. */
  magnification?: number;
}

export type ScaledImage = Pick<IndexInstance, 'modality' | 'role'> & { display: DisplayFacts | undefined };

/** Images whose rays diverge: their PixelSpacing is the patient's only if it was corrected (PS3.3 10.7.1.3). */
const projections: ReadonlySet<string> = new Set(['CR', 'DX', 'MG', 'IO', 'PX', 'XA', 'RF', 'RG']);

/** The scale at these points; all of a figure, for an ultrasound image may hold several. */
export function lengthScale(image: ScaledImage, points: readonly ImagePoint[]): LengthScale {
  const { display } = image;
  if (display === undefined) return inPixels(undefined);
  if (display.ultrasoundRegions !== undefined)
    return regionScale(display.ultrasoundRegions, points) ?? inPixels(display);
  const { pixelSpacing, imagerPixelSpacing, nominalScannedPixelSpacing } = display;
  if (pixelSpacing !== undefined) {
    const kind = kindOfSpacing(image, display, pixelSpacing);
    if (kind === 'calibrated' && display.pixelSpacingCalibrationType !== undefined)
      return { ...inMillimetres(kind, pixelSpacing), calibration: display.pixelSpacingCalibrationType };
    if (kind !== 'detector') return inMillimetres(kind, pixelSpacing);
  }
  if (imagerPixelSpacing !== undefined) {
    const magnification = display.estimatedRadiographicMagnificationFactor;
    return {
      ...inMillimetres('detector', imagerPixelSpacing),
      ...(magnification !== undefined && magnification > 1 ? { magnification } : {}),
    };
  }
  if (nominalScannedPixelSpacing !== undefined) return inMillimetres('film', nominalScannedPixelSpacing);
  return inPixels(display);
}

function kindOfSpacing(
  { modality, role }: ScaledImage,
  { imagerPixelSpacing, pixelSpacingCalibrationType }: DisplayFacts,
  spacing: readonly [number, number],
): ScaleKind {
  if (imagerPixelSpacing !== undefined && isSame(spacing, imagerPixelSpacing)) return 'detector';
  if (imagerPixelSpacing !== undefined || pixelSpacingCalibrationType !== undefined) return 'calibrated';
  const isUnclear = projections.has(modality) || modality === 'US' || role === 'capture';
  return isUnclear ? 'stated' : 'patient';
}

/** Decimal strings of the same number may differ in their last digits. */
const isSame = (a: readonly [number, number], b: readonly [number, number]): boolean =>
  Math.abs(a[0] - b[0]) <= a[0] * 1e-3 && Math.abs(a[1] - b[1]) <= a[1] * 1e-3;

/** Spacings are written rows first: the distance between rows, then between columns (PS3.3 10.7.1.3). */
const inMillimetres = (kind: ScaleKind, [perRow, perColumn]: readonly [number, number]): LengthScale => ({
  kind,
  units: ['mm', 'mm'],
  perColumn,
  perRow,
});

/** Widths of a pixel. Its height may be another where the file gives a ratio (vertical, horizontal). */
function inPixels(display: DisplayFacts | undefined): LengthScale {
  const [vertical, horizontal] = display?.pixelAspectRatio ?? [1, 1];
  return { kind: 'pixels', units: ['px', 'px'], perColumn: 1, perRow: vertical / horizontal };
}

const centimetres = 3;
/** PS3.3 C.8.5.5.1.15. Centimetres are given in mm, as everywhere. */
const physicalUnits: Readonly<Record<number, string>> = {
  1: '%',
  2: 'dB',
  3: 'mm',
  4: 's',
  5: 'Hz',
  6: 'dB/s',
  7: 'cm/s',
  8: 'cm²',
  9: 'cm²/s',
  10: 'cm³',
  11: 'cm³/s',
  12: '°',
};

const hasUnits = ({ units }: UltrasoundRegion): boolean =>
  units.every((unit) => physicalUnits[unit] !== undefined);

const contains = ({ box: [left, top, right, bottom] }: UltrasoundRegion, { x, y }: ImagePoint): boolean =>
  x >= left && x <= right + 1 && y >= top && y <= bottom + 1;

const extent = ({ box: [left, top, right, bottom] }: UltrasoundRegion): number =>
  (right - left + 1) * (bottom - top + 1);

const hasSameScale = (a: UltrasoundRegion, b: UltrasoundRegion): boolean =>
  [0, 1].every((axis) => a.units[axis] === b.units[axis] && a.deltas[axis] === b.deltas[axis]);

/** Where regions overlap, a point belongs to the one of high priority, then to the smaller one. */
function regionOf(regions: readonly UltrasoundRegion[], point: ImagePoint): UltrasoundRegion | undefined {
  return regions
    .filter((region) => contains(region, point))
    .sort(
      (a, b) => Number(a.lowPriority ?? false) - Number(b.lowPriority ?? false) || extent(a) - extent(b),
    )[0];
}

/** undefined where a point lies outside, or two lie in regions that one scale does not serve. */
function regionScale(
  all: readonly UltrasoundRegion[],
  points: readonly ImagePoint[],
): LengthScale | undefined {
  const regions = all.filter(hasUnits);
  const common = regions.find((region) =>
    points.every((point) => {
      const own = regionOf(regions, point);
      return contains(region, point) && own !== undefined && hasSameScale(region, own);
    }),
  );
  if (common === undefined) return undefined;
  const perPixel = (axis: 0 | 1) => common.deltas[axis] * (common.units[axis] === centimetres ? 10 : 1);
  const unit = (axis: 0 | 1) => physicalUnits[common.units[axis]] ?? '';
  return { kind: 'region', units: [unit(0), unit(1)], perColumn: perPixel(0), perRow: perPixel(1) };
}
