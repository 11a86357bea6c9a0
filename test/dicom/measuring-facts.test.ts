import { DisplayFacts } from '@pacs/shared/manifest';
import { readHeader } from '@pacs/shared/dicom/read-header';
import type { RawDisplay } from '@pacs/shared/dicom/types';
import { describe, expect, it } from 'vitest';
import { type DicomElement, element, imageFile, sequence, syntax } from '../support/synthetic-dicom/files.ts';

const displayOf = (
  over: readonly DicomElement[],
  transferSyntaxUID: string = syntax.explicit,
): RawDisplay => {
  const file = imageFile(over, { transferSyntaxUID });
  const read = readHeader(file, { totalBytes: file.length });
  if (read.status !== 'ok' || read.header.display === undefined) throw new Error(JSON.stringify(read));
  return read.header.display;
};

const region = (over: readonly DicomElement[] = []): DicomElement[] => {
  const tags = new Set(over.map(({ tag }) => tag));
  return [
    element(0x00186016, 'UL', 0),
    element(0x00186018, 'UL', 10),
    element(0x0018601a, 'UL', 20),
    element(0x0018601c, 'UL', 109),
    element(0x0018601e, 'UL', 219),
    element(0x00186024, 'US', 3),
    element(0x00186026, 'US', 3),
    element(0x0018602c, 'FD', 0.05),
    element(0x0018602e, 'FD', 0.05),
  ]
    .filter(({ tag }) => !tags.has(tag))
    .concat(over);
};

describe('regions of an ultrasound image', () => {
  it.each([syntax.explicit, syntax.implicit, syntax.bigEndian])('have place, units and scale (%s)', (uid) => {
    const doppler = region([
      element(0x00186016, 'UL', 3),
      element(0x00186024, 'US', 4),
      element(0x00186026, 'US', 7),
      element(0x0018602e, 'FD', -0.8),
    ]);
    expect(displayOf([sequence(0x00186011, region(), doppler)], uid).ultrasoundRegions).toEqual([
      { box: [10, 20, 109, 219], units: [3, 3], deltas: [0.05, 0.05] },
      { box: [10, 20, 109, 219], units: [4, 7], deltas: [0.05, 0.8], lowPriority: true },
    ]);
  });

  it('without a place, a scale or a unit are none', () => {
    const broken = [
      region([element(0x0018602c, 'FD', 0)]),
      region([element(0x0018601c, 'UL', 5)]),
      region([element(0x00186024, 'US')]),
      region([element(0x0018602e, 'FD', Number.NaN)]),
    ];
    expect(displayOf([sequence(0x00186011, ...broken)])).not.toHaveProperty('ultrasoundRegions');
  });
});

describe('projections', () => {
  it('say how their spacing was calibrated and how much they magnify', () => {
    const display = displayOf([
      element(0x00280a02, 'CS', 'FIDUCIAL'),
      element(0x00181114, 'DS', '1.15'),
      element(0x00181164, 'DS', ['0.15', '0.15']),
    ]);
    expect(display).toMatchObject({
      pixelSpacingCalibrationType: 'FIDUCIAL',
      estimatedRadiographicMagnificationFactor: 1.15,
    });
  });

  it('say nothing where what they say is impossible', () => {
    const display = displayOf([element(0x00280a02, 'CS', 'GUESSED'), element(0x00181114, 'DS', '0.4')]);
    expect(display).not.toHaveProperty('pixelSpacingCalibrationType');
    expect(display).not.toHaveProperty('estimatedRadiographicMagnificationFactor');
  });
});

describe('the factor to SUV by body weight', () => {
  const tracer = (over: readonly DicomElement[] = []): DicomElement => {
    const tags = new Set(over.map(({ tag }) => tag));
    const usual = [
      element(0x00181072, 'TM', '100000'),
      element(0x00181074, 'DS', '370000000'),
      element(0x00181075, 'DS', '3600'),
    ].filter(({ tag }) => !tags.has(tag));
    return sequence(0x00540016, [...usual, ...over.filter(({ value }) => value !== '')]);
  };
  const pet = (over: readonly DicomElement[] = []): DicomElement[] => {
    const tags = new Set(over.map(({ tag }) => tag));
    return [
      element(0x00080060, 'CS', 'PT'),
      element(0x00080021, 'DA', '20260310'),
      element(0x00080031, 'TM', '110000.00'),
      element(0x00080022, 'DA', '20260310'),
      element(0x00080032, 'TM', '110512'),
      element(0x00101030, 'DS', '70'),
      element(0x00280051, 'CS', ['DECY', 'ATTN', 'SCAT']),
      element(0x00281052, 'DS', '0'),
      element(0x00281053, 'DS', '1.5'),
      element(0x00541001, 'CS', 'BQML'),
      element(0x00541102, 'CS', 'START'),
      tracer(),
    ]
      .filter(({ tag }) => !tags.has(tag))
      .concat(over);
  };
  const factorOf = (over: readonly DicomElement[] = []) => displayOf(pet(over)).suvbwFactor;

  it('is body weight in grams by the activity that is left at the scan', () => {
    // One half-life: 370 MBq have become 185 MBq; 70 000 g / 185 000 000 Bq.
    expect(factorOf()).toBeCloseTo(70_000 / 185_000_000, 12);
    // F-18: 2^(−3600 / 6586.2) = 0.684634.
    const fluorine = tracer([element(0x00181075, 'DS', '6586.2')]);
    expect(factorOf([fluorine])).toBeCloseTo(70_000 / (370e6 * 0.684634), 9);
  });

  it('counts from the stated day, and over midnight where only a time is stated', () => {
    const dated = tracer([element(0x00181078, 'DT', '20260310090000'), element(0x00181072, 'TM', '')]);
    expect(factorOf([dated])).toBeCloseTo(70_000 / (370e6 / 4), 12);
    const lateEvening = tracer([element(0x00181072, 'TM', '230000')]);
    const afterMidnight = [
      element(0x00080031, 'TM', '000000'),
      element(0x00080032, 'TM', '000100'),
      lateEvening,
    ];
    expect(factorOf(afterMidnight)).toBeCloseTo(70_000 / 185_000_000, 12);
  });

  it('is 1 where the values are SUV by body weight already', () => {
    const grams = element(0x00541001, 'CS', 'GML');
    expect(factorOf([grams])).toBe(1);
    expect(factorOf([grams, element(0x00541006, 'CS', 'BW')])).toBe(1);
    expect(factorOf([grams, element(0x00541006, 'CS', 'LBM')])).toBeUndefined();
  });

  it.each<[string, DicomElement[]]>([
    ['attenuation was not corrected', [element(0x00280051, 'CS', ['DECY', 'SCAT'])]],
    ['decay was not corrected', [element(0x00280051, 'CS', ['ATTN'])]],
    ['decay was corrected to the injection', [element(0x00541102, 'CS', 'ADMIN')]],
    ['the values are counts', [element(0x00541001, 'CS', 'CNTS')]],
    ['the values have no unit', [element(0x00541001, 'CS')]],
    ['the weight is missing', [element(0x00101030, 'DS')]],
    ['the weight is zero', [element(0x00101030, 'DS', '0')]],
    ['the dose is missing', [tracer([element(0x00181074, 'DS', '')])]],
    ['the half-life is missing', [tracer([element(0x00181075, 'DS', '')])]],
    ['the time of injection is missing', [tracer([element(0x00181072, 'TM', '')])]],
    ['the injection came after the scan', [tracer([element(0x00181078, 'DT', '20260310120000')])]],
    ['the injection has another zone', [tracer([element(0x00181078, 'DT', '20260310090000+0100')])]],
    ['the series was written after its acquisition', [element(0x00080031, 'TM', '120000')]],
    ['the time of acquisition is missing', [element(0x00080032, 'TM')]],
    ['the day of the series is missing', [element(0x00080021, 'DA')]],
    ['the day does not exist', [element(0x00080021, 'DA', '20260230')]],
    ['values do not start at zero', [element(0x00281052, 'DS', '-5')]],
    ['there are two tracers', [sequence(0x00540016, [], [])]],
  ])('is absent where %s', (_why, over) => {
    expect(factorOf(over)).toBeUndefined();
  });

  it('travels without weight, dose and times, and parses as a display', () => {
    const display = displayOf(pet());
    const json = JSON.stringify(display);
    for (const secret of ['370000000', '110000', '100000', '20260310']) expect(json).not.toContain(secret);
    expect(Object.keys(display)).not.toContain('patientWeight');
    const { suvbwFactor, units } = DisplayFacts.parse({ ...display, overlays: [], voiLuts: [] });
    expect({ suvbwFactor, units }).toEqual({ suvbwFactor: display.suvbwFactor, units: 'BQML' });
  });
});
