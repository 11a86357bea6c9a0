import { DisplayFacts, type UltrasoundRegion } from '@pacs/shared/manifest';
import { describe, expect, it } from 'vitest';
import { lengthScale } from '../../../web/src/viewer/tools/core/length-scale.ts';
import { valueMeaning } from '../../../web/src/viewer/tools/core/value-meaning.ts';

type Facts = Partial<DisplayFacts>;
const scaleOf = (
  modality: string,
  facts: Facts,
  points = [
    { x: 1, y: 1 },
    { x: 2, y: 2 },
  ],
  role: 'primary' | 'capture' = 'primary',
) => lengthScale({ modality, role, display: DisplayFacts.parse(facts) }, points);

const plain: [number, number] = [0.5, 0.25];
const other: [number, number] = [0.4, 0.2];

describe('the meaning of a length', () => {
  it.each<[string, string, Facts, object]>([
    ['slices', 'CT', { pixelSpacing: plain }, { kind: 'patient' }],
    ['slices', 'MR', { pixelSpacing: plain }, { kind: 'patient' }],
    [
      'projections with a detector’s spacing alone',
      'DX',
      { imagerPixelSpacing: plain },
      { kind: 'detector' },
    ],
    [
      'projections whose two spacings are equal',
      'CR',
      { pixelSpacing: [0.50001, 0.25], imagerPixelSpacing: plain },
      { kind: 'detector' },
    ],
    [
      'projections whose spacing was corrected',
      'DX',
      { pixelSpacing: plain, imagerPixelSpacing: other, pixelSpacingCalibrationType: 'FIDUCIAL' },
      { kind: 'calibrated', calibration: 'FIDUCIAL' },
    ],
    [
      'projections whose spacing was corrected somehow',
      'XA',
      { pixelSpacing: plain, imagerPixelSpacing: other },
      { kind: 'calibrated' },
    ],
    [
      'projections whose spacing was corrected along one axis',
      'DX',
      { pixelSpacing: plain, imagerPixelSpacing: [0.4, 0.25] },
      { kind: 'calibrated' },
    ],
    [
      'calibrated captures',
      'OT',
      { pixelSpacing: plain, pixelSpacingCalibrationType: 'GEOMETRY' },
      { kind: 'calibrated', calibration: 'GEOMETRY' },
    ],
    ['projections that do not say of what', 'CR', { pixelSpacing: plain }, { kind: 'stated' }],
    ['ultrasound without regions', 'US', { pixelSpacing: plain }, { kind: 'stated' }],
    ['digitised film', 'OT', { nominalScannedPixelSpacing: plain }, { kind: 'film' }],
  ])('%s (%s)', (_what, modality, facts, expected) => {
    const scale = scaleOf(modality, facts);
    expect(scale).toMatchObject({ ...expected, units: ['mm', 'mm'], perColumn: 0.25 });
    expect(scale.perRow).toBeCloseTo(0.5, 3);
  });

  it('of a capture is what the file states, and no more', () => {
    expect(scaleOf('CT', { pixelSpacing: plain }, undefined, 'capture').kind).toBe('stated');
  });

  it('at the detector tells how much larger it is than in the patient', () => {
    const facts = { imagerPixelSpacing: plain, estimatedRadiographicMagnificationFactor: 1.25 };
    expect(scaleOf('DX', facts)).toMatchObject({ kind: 'detector', magnification: 1.25 });
    expect(scaleOf('MG', { ...facts, estimatedRadiographicMagnificationFactor: 1 })).not.toHaveProperty(
      'magnification',
    );
  });

  it('is pixels where nothing is known, at their true shape', () => {
    expect(scaleOf('SC', {})).toEqual({ kind: 'pixels', units: ['px', 'px'], perColumn: 1, perRow: 1 });
    expect(scaleOf('US', { pixelAspectRatio: [4, 3] }).perRow).toBeCloseTo(4 / 3, 12);
    expect(lengthScale({ modality: 'CT', role: 'primary', display: undefined }, [])).toMatchObject({
      kind: 'pixels',
    });
  });
});

describe('regions of ultrasound', () => {
  const tissue: UltrasoundRegion = { box: [0, 0, 99, 99], units: [3, 3], deltas: [0.02, 0.03] };
  const beside: UltrasoundRegion = { ...tissue, box: [100, 0, 199, 99] };
  const doppler: UltrasoundRegion = { box: [0, 100, 199, 199], units: [4, 7], deltas: [0.005, 0.8] };
  const inset: UltrasoundRegion = { box: [10, 10, 19, 19], units: [3, 3], deltas: [0.1, 0.1] };
  const nothing: UltrasoundRegion = { box: [0, 0, 199, 199], units: [0, 0], deltas: [1, 1] };
  const line = (x: number, y: number, u: number, v: number) => [
    { x, y },
    { x: u, y: v },
  ];
  const us = (regions: UltrasoundRegion[], points: ReturnType<typeof line>) =>
    scaleOf('US', { ultrasoundRegions: regions, pixelSpacing: plain }, points);

  it('give millimetres where their unit is centimetres', () => {
    expect(us([tissue, doppler], line(5, 5, 90, 99.9))).toEqual({
      kind: 'region',
      units: ['mm', 'mm'],
      perColumn: 0.2,
      perRow: 0.3,
    });
  });

  it('give each axis its own unit', () => {
    expect(us([tissue, doppler], line(5, 120, 90, 180))).toMatchObject({
      units: ['s', 'cm/s'],
      perColumn: 0.005,
      perRow: 0.8,
    });
  });

  it.each([
    ['crosses into one of another kind', line(5, 90, 5, 120)],
    ['crosses into one beside it, even of the same scale', line(90, 5, 110, 5)],
    ['leaves all of them', line(5, 5, 5, 250)],
    ['begins in an inset of another scale', line(15, 15, 50, 50)],
  ])('give pixels where the line %s, and not the spacing of the file', (_why, points) => {
    expect(us([inset, tissue, beside, doppler], points).kind).toBe('pixels');
  });

  it('that overlap: the one of high priority counts, and those without a unit never', () => {
    const low = { ...inset, lowPriority: true as const };
    expect(us([nothing, low, tissue], line(12, 12, 50, 50)).perColumn).toBe(0.2);
    expect(us([nothing, inset, tissue], line(12, 12, 15, 15)).perColumn).toBe(1);
    expect(us([nothing], line(1, 1, 2, 2)).kind).toBe('pixels');
  });
});

describe('the meaning of a value', () => {
  const rescale = { rescaleSlope: 1, rescaleIntercept: -1024 };
  it.each<[string, string, 'primary' | 'derived' | 'localizer', Facts, string]>([
    ['CT that says HU', 'CT', 'primary', { ...rescale, rescaleType: 'HU' }, 'HU'],
    ['derived CT that says HU', 'CT', 'derived', { ...rescale, rescaleType: 'HU' }, 'HU'],
    ['original CT that says nothing', 'CT', 'primary', rescale, 'HU'],
    ['derived CT that says nothing', 'CT', 'derived', rescale, ''],
    ['CT in another unit', 'CT', 'primary', { ...rescale, rescaleType: 'MGML' }, ''],
    ['CT without rescale', 'CT', 'primary', {}, ''],
    ['MR that says HU', 'MR', 'primary', { ...rescale, rescaleType: 'HU' }, ''],
    ['PET with everything', 'PT', 'primary', { units: 'BQML', suvbwFactor: 3e-4 }, 'SUVbw'],
    ['PET without', 'PT', 'primary', { units: 'BQML' }, 'Bq/ml'],
    ['PET in a unit of its own', 'PT', 'primary', { units: 'CM2' }, ''],
    ['a factor that is not PET’s', 'CT', 'primary', { suvbwFactor: 3e-4 }, ''],
  ])('%s (%s, %s)', (_what, modality, role, facts, unit) => {
    expect(valueMeaning({ modality, role }, DisplayFacts.parse(facts)).unit).toBe(unit);
  });

  it('as SUV is the activity times the factor', () => {
    const meaning = valueMeaning(
      { modality: 'PT', role: 'primary' },
      DisplayFacts.parse({ suvbwFactor: 3e-4 }),
    );
    expect(meaning.factor).toBe(3e-4);
  });
});
