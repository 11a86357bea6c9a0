/** What lengths and values on an image mean, as far as its header says. */
import type { DisplayFacts, UltrasoundRegion } from '../manifest.ts';
import { cut } from './cut.ts';
import { present } from './present.ts';
import { readSuvbwFactor } from './suv-factor.ts';
import { integer, itemsOf, number, plainText } from './values.ts';
import type { DataItem } from './walk.ts';

const maxRegions = 16;
const calibrationTypes = ['GEOMETRY', 'FIDUCIAL'] as const;

type MeasuringFacts = Pick<
  DisplayFacts,
  | 'pixelSpacingCalibrationType'
  | 'estimatedRadiographicMagnificationFactor'
  | 'ultrasoundRegions'
  | 'units'
  | 'suvbwFactor'
>;

export function readMeasuringFacts(root: DataItem): Partial<MeasuringFacts> {
  const calibration = plainText(root, 'pixelSpacingCalibrationType');
  const magnification = number(root, 'estimatedRadiographicMagnificationFactor');
  const regions = itemsOf(root, 'sequenceOfUltrasoundRegions')
    .slice(0, maxRegions)
    .map(readRegion)
    .filter((region) => region !== undefined);
  const units = plainText(root, 'units');
  return present({
    pixelSpacingCalibrationType: calibrationTypes.find((type) => type === calibration),
    // Below 1 the detector would lie before the patient.
    estimatedRadiographicMagnificationFactor:
      magnification !== undefined && magnification >= 1 ? magnification : undefined,
    ultrasoundRegions: regions.length === 0 ? undefined : regions,
    units: units === undefined ? undefined : cut(units, 16),
    suvbwFactor: readSuvbwFactor(root),
  });
}

/** PS3.3 C.8.5.5.1; undefined where it has no place or no scale. */
function readRegion(item: DataItem): UltrasoundRegion | undefined {
  const edge = (keyword: 'regionMinX' | 'regionMinY' | 'regionMaxX' | 'regionMaxY') => integer(item, keyword);
  const [left, top] = [edge('regionMinX'), edge('regionMinY')];
  const [right, bottom] = [edge('regionMaxX'), edge('regionMaxY')];
  const unitX = integer(item, 'physicalUnitsX');
  const unitY = integer(item, 'physicalUnitsY');
  const deltaX = number(item, 'physicalDeltaX');
  const deltaY = number(item, 'physicalDeltaY');
  if (left === undefined || top === undefined || right === undefined || bottom === undefined)
    return undefined;
  if (unitX === undefined || unitY === undefined || !deltaX || !deltaY) return undefined;
  if (right < left || bottom < top) return undefined;
  return {
    box: [left, top, right, bottom],
    units: [unitX, unitY],
    // Signs say which way an axis runs; lengths have none.
    deltas: [Math.abs(deltaX), Math.abs(deltaY)],
    // Bit 0 of RegionFlags: of overlapping regions a pixel belongs to the one of high priority, 0.
    ...(((integer(item, 'regionFlags') ?? 0) & 1) === 1 ? { lowPriority: true } : {}),
  };
}
