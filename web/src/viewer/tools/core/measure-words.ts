/** Measurements in words: on the image, in lists, for screen readers. */
import type { AnnotationKind } from '@pacs/shared/annotations';
import { kindWords } from './kind-words.ts';
import type { LengthScale, ScaleKind } from './length-scale.ts';
import type { Measurement, Quantity } from './measure.ts';
import { say, type PlainPhrase } from '../../../words/say.ts';

/** In which plane a length lies. */
export const scaleKindWords: Readonly<Record<ScaleKind, PlainPhrase>> = {
  patient: 'in the patient',
  calibrated: 'calibrated',
  detector: 'at detector',
  film: 'on the film',
  region: 'ultrasound region',
  stated: 'as the file states',
  pixels: 'not calibrated',
};

const calibrations = {
  GEOMETRY: 'calibrated by geometry',
  FIDUCIAL: 'calibrated by an object of known size',
} as const;

export const scaleWords = ({ kind, calibration }: LengthScale): string =>
  kind === 'calibrated'
    ? say(calibration === undefined ? 'calibrated (the file does not say how)' : calibrations[calibration])
    : say(scaleKindWords[kind]);

/** A decimal point, no separators; so many places that what the pixels cannot tell is not shown. */
function figure(value: number, unit = ''): string {
  const size = Math.abs(value);
  if (unit === 'px') return value.toFixed(1);
  const places = size >= 1000 ? 0 : size >= 10 ? 1 : size >= 0.1 || size === 0 ? 2 : 3;
  return minus(value.toFixed(places));
}

const minus = (text: string) => (Number(text) === 0 ? text.replace('-', '') : text.replace('-', '−'));

const quantityWords = ({ value, unit }: Quantity): string => `${figure(value, unit)} ${unit}`;

const withUnit = (value: number, unit: string): string =>
  unit === '' ? figure(value) : `${figure(value)} ${unit}`;

const missing = {
  later: 'values when the image is here',
  colour: 'colour: no values',
  none: 'no image there',
} as const;

/** What stands beside the figure, a line each. The plane is told wherever it is not the patient's own. */
export function measurementLines(measurement: Measurement): string[] {
  switch (measurement.kind) {
    case 'length': {
      const { length, scale, inPatient } = measurement;
      return [
        quantityWords(length),
        ...(scale.kind === 'patient' ? [] : [scaleWords(scale)]),
        ...(inPatient === undefined
          ? []
          : [say('≈ {length} in the patient', { length: quantityWords({ ...length, value: inPatient }) })]),
      ];
    }
    case 'ways':
      return [`↔ ${quantityWords(measurement.across)}`, `↕ ${quantityWords(measurement.down)}`];
    case 'angle':
      return [
        measurement.degrees === undefined ? say('no angle here') : `${measurement.degrees.toFixed(1)}°`,
      ];
    case 'roi':
      return roiLines(measurement);
    case 'probe': {
      const { value, unit, colour } = measurement;
      if (typeof value === 'number') return [withUnit(value, unit)];
      return [colour === undefined ? say(missing[value]) : colour.join(' / ')];
    }
    case 'arrow':
      return [];
  }
}

function roiLines({ statistics, area, scale, unit }: Measurement & { kind: 'roi' }): string[] {
  const size = area === undefined ? [] : [`${figure(area.value, scale.units[0])} ${area.unit}`];
  const plane = scale.kind === 'patient' || area === undefined ? [] : [scaleWords(scale)];
  if (typeof statistics === 'string') return [say(missing[statistics]), ...size, ...plane];
  const { mean, sd, min, max, pixels } = statistics;
  return [
    say('mean {mean} · SD {sd}', { mean: withUnit(mean, unit), sd: figure(sd) }),
    `${figure(min)} … ${figure(max)}`,
    [...size, `${String(pixels)} px`].join(' · '),
    ...plane,
  ];
}

/** One sentence for those who hear it. */
export const spokenMeasurement = (kind: AnnotationKind, text: string | undefined, measurement: Measurement) =>
  [say(kindWords[kind]), ...(text ? [text] : []), ...measurementLines(measurement)].join(', ');
