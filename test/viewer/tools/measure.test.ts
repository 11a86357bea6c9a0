import type { Annotation } from '@pacs/shared/annotations';
import type { DecodedFrame } from '@pacs/shared/codecs/types';
import { DisplayFacts } from '@pacs/shared/manifest';
import { describe, expect, it } from 'vitest';
import { measurementsCsv } from '../../../web/src/viewer/tools/core/csv.ts';
import { measure, type Subject } from '../../../web/src/viewer/tools/core/measure.ts';
import { measurementLines, spokenMeasurement } from '../../../web/src/viewer/tools/core/measure-words.ts';

const at = (x: number, y: number) => ({ x, y });
const ct = DisplayFacts.parse({
  rescaleSlope: 1,
  rescaleIntercept: -1000,
  pixelSpacing: [0.5, 0.5],
  pixelPaddingValue: 0,
});
const decoded: DecodedFrame = {
  rows: 10,
  columns: 10,
  samplesPerPixel: 1,
  photometricInterpretation: 'MONOCHROME2',
  samples: Uint16Array.from({ length: 100 }, (_, ordinal) => (ordinal < 10 ? 0 : 1000 + ordinal)),
};
const subject = (over: Partial<Subject> = {}, display = ct, modality = 'CT'): Subject => ({
  image: { modality, role: 'primary', display },
  pixels: { frame: decoded, luts: {} },
  ...over,
});
const linesOf = (kind: Annotation['kind'], points: Annotation['points'], on = subject()) =>
  measurementLines(measure({ kind, points }, on));

describe('what stands beside a figure', () => {
  it('is the length, and its plane unless it is the patient’s own', () => {
    const line = [at(0, 0), at(6, 8)];
    expect(linesOf('length', line)).toEqual(['5.00 mm']);
    const dx = DisplayFacts.parse({
      imagerPixelSpacing: [0.5, 0.5],
      estimatedRadiographicMagnificationFactor: 1.25,
    });
    expect(linesOf('length', line, subject({}, dx, 'DX'))).toEqual([
      '5.00 mm',
      'at detector',
      '≈ 4.00 mm in the patient',
    ]);
    expect(linesOf('length', line, subject({}, DisplayFacts.parse({}), 'OT'))).toEqual([
      '10.0 px',
      'not calibrated',
    ]);
  });

  it('is a way along each axis where they have different units, and then there is no angle', () => {
    const spectrum = DisplayFacts.parse({
      ultrasoundRegions: [{ box: [0, 0, 9, 9], units: [4, 7], deltas: [0.01, 2] }],
    });
    const on = subject({}, spectrum, 'US');
    expect(linesOf('length', [at(1, 8), at(5, 2)], on)).toEqual(['↔ 0.040 s', '↕ 12.0 cm/s']);
    expect(linesOf('angle', [at(1, 1), at(2, 2), at(3, 1)], on)).toEqual(['no angle here']);
    expect(measure({ kind: 'rectangle', points: [at(0, 0), at(4, 4)] }, on)).toMatchObject({
      area: undefined,
    });
  });

  it('is an angle in degrees', () => {
    expect(linesOf('angle', [at(5, 0), at(0, 0), at(5, 5)])).toEqual(['45.0°']);
    expect(linesOf('cobb', [at(0, 0), at(9, 0), at(0, 9), at(9, 0)])).toEqual(['45.0°']);
  });

  it('is what lies inside, without padding', () => {
    // Rows 0–1, columns 0–1: two padding pixels, and stored 1010, 1011.
    expect(linesOf('rectangle', [at(2, 2), at(0, 0)])).toEqual([
      'mean 10.5 HU · SD 0.50',
      '10.0 … 11.0',
      '1.00 mm² · 2 px',
    ]);
    expect(linesOf('rectangle', [at(0, 0), at(3, 1)])).toEqual(['no image there', '0.75 mm²']);
  });

  it('is the value at a place', () => {
    expect(linesOf('probe', [at(3.9, 5.01)])).toEqual(['53.0 HU']);
    expect(linesOf('probe', [at(3, 0)])).toEqual(['no image there']);
    expect(linesOf('probe', [at(30, 5)])).toEqual(['no image there']);
  });

  it('never has values of a preview', () => {
    const waiting = subject({ pixels: undefined });
    expect(linesOf('probe', [at(3, 5)], waiting)).toEqual(['values when the image is here']);
    expect(linesOf('ellipse', [at(0, 0), at(4, 4)], waiting)[0]).toBe('values when the image is here');
    expect(linesOf('length', [at(0, 0), at(6, 8)], waiting)).toEqual(['5.00 mm']);
  });

  it('are the components of a colour, and no statistics of it', () => {
    const frame: DecodedFrame = {
      ...decoded,
      rows: 1,
      columns: 2,
      samplesPerPixel: 3,
      photometricInterpretation: 'RGB',
      samples: Uint8Array.of(1, 2, 3, 250, 128, 0),
    };
    const on = subject({ pixels: { frame, luts: {} } }, DisplayFacts.parse({}), 'US');
    expect(linesOf('probe', [at(1.5, 0.5)], on)).toEqual(['250 / 128 / 0']);
    expect(linesOf('rectangle', [at(0, 0), at(2, 1)], on)[0]).toBe('colour: no values');
  });

  it('is read out with its kind and text', () => {
    const measured = measure({ kind: 'length', points: [at(0, 0), at(6, 8)] }, subject());
    expect(spokenMeasurement('length', 'nodule', measured)).toBe('Length, nodule, 5.00 mm');
  });
});

describe('the table', () => {
  const annotation = (over: Partial<Annotation>): Annotation => ({
    id: 'a'.repeat(16),
    kind: 'length',
    instance: 'i',
    frame: 1,
    points: [at(0, 0), at(6, 8)],
    createdAtMs: 1,
    ...over,
  });
  const row = (over: Partial<Annotation>, series = 'Axial', on = subject()) => {
    const one = annotation(over);
    return { annotation: one, measurement: measure(one, on), series, image: 3 };
  };
  const parse = (csv: string) =>
    csv
      .replace('\u{feff}', '')
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(','));

  it('has a mark of its encoding, a head, and a line each with units and kinds', () => {
    const csv = measurementsCsv([
      row({}),
      row({ kind: 'rectangle', points: [at(0, 0), at(2, 2)] }),
      row({ kind: 'probe', points: [at(3, 5)] }),
    ]);
    expect(csv.charCodeAt(0)).toBe(0xfeff);
    const [head = [], length = [], roi = [], probe = []] = parse(csv);
    const cell = (line: string[], name: string) => line[head.indexOf(name)];
    expect(
      ['number', 'type', 'series', 'image', 'length', 'length unit', 'length kind'].map((name) =>
        cell(length, name),
      ),
    ).toEqual(['1', 'Length', 'Axial', '3', '5', 'mm', 'in the patient']);
    expect(
      ['mean', 'SD', 'min', 'max', 'pixels', 'area', 'area unit', 'value unit'].map((name) =>
        cell(roi, name),
      ),
    ).toEqual(['10.5', '0.5', '10', '11', '2', '1', 'mm²', 'HU']);
    expect([cell(probe, 'value'), cell(probe, 'value unit')]).toEqual(['53', 'HU']);
    expect(new Set([head, length, roi, probe].map(({ length: cells }) => cells)).size).toBe(1);
  });

  it('leaves negative numbers numbers', () => {
    const display = { ...ct, rescaleIntercept: -2000 };
    expect(
      measurementsCsv([row({ kind: 'probe', points: [at(3, 5)] }, 'x', subject({}, display))]),
    ).toContain(',-947,HU,');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '\nx', '＝1+1'])(
    'disarms %j in whatever was typed or came from the file',
    (text) => {
      const [, typed = ''] = measurementsCsv([row({ text })]).split('Length,');
      expect(typed).toMatch(/^"?'/);
      const [, , , fromFile = ''] =
        measurementsCsv([row({}, text)])
          .split('\r\n')[1]
          ?.split(',') ?? [];
      expect(fromFile).toMatch(/^"?'/);
    },
  );

  it('quotes what would break its lines', () => {
    expect(measurementsCsv([row({ text: 'a "b", c' })])).toContain('"a ""b"", c"');
  });

  it('says whose images they are only where that was asked for', () => {
    const identity = { name: 'Doe Jane', id: '17', birthDate: '1970', studyDate: '2026', study: 'Chest' };
    expect(measurementsCsv([row({})])).not.toContain('patient ID');
    const [head = [], line = []] = parse(measurementsCsv([row({})], identity));
    expect(head.slice(0, 3)).toEqual(['patient', 'patient ID', 'birth date']);
    expect(line.slice(0, 2)).toEqual(['Doe Jane', '17']);
  });

  it('tells why a value is missing', () => {
    const missing = row({ kind: 'probe', points: [at(1, 1)] }, 'x', subject({ pixels: undefined }));
    expect(measurementsCsv([missing])).toContain('image not loaded');
  });
});
