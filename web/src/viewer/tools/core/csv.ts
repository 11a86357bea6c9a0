/** Measurements as a table for spreadsheets. */
import type { Annotation } from '@pacs/shared/annotations';
import { csvTable, type Cell } from '@pacs/shared/csv';
import type { Measurement } from './measure.ts';
import { scaleKindWords } from './measure-words.ts';
import { kindWords } from './kind-words.ts';

export interface CsvRow {
  annotation: Annotation;
  measurement: Measurement;
  series: string;
  /** As counted in its stack, from 1. */
  image: number | undefined;
}

/** Columns that say whose images they are: only where the user ticked it. */
export interface CsvIdentity {
  name: string;
  id: string;
  birthDate: string;
  studyDate: string;
  study: string;
}

const columns = [
  'number',
  'type',
  'text',
  'series',
  'image',
  'length',
  'length unit',
  'length kind',
  'estimated in patient',
  'across',
  'across unit',
  'down',
  'down unit',
  'angle (degrees)',
  'area',
  'area unit',
  'mean',
  'SD',
  'min',
  'max',
  'pixels',
  'value',
  'value unit',
  'remark',
] as const;
type Column = (typeof columns)[number];

const identityColumns = ['patient', 'patient ID', 'birth date', 'study date', 'study'] as const;

export function measurementsCsv(rows: readonly CsvRow[], identity?: CsvIdentity): string {
  const whose =
    identity === undefined
      ? []
      : [identity.name, identity.id, identity.birthDate, identity.studyDate, identity.study];
  const head = [...(identity === undefined ? [] : identityColumns), ...columns];
  const body = rows.map((row, at) => {
    const cells = { ...cellsOf(row), number: at + 1 };
    return [...whose, ...columns.map((column) => cells[column])];
  });
  return csvTable([head, ...body]);
}

function cellsOf({ annotation, measurement, series, image }: CsvRow): Partial<Record<Column, Cell>> {
  return {
    type: kindWords[annotation.kind],
    text: annotation.text,
    series,
    image,
    ...figuresOf(measurement),
  };
}

const remarks = { later: 'image not loaded', colour: 'colour image', none: 'no image there' } as const;

function figuresOf(measurement: Measurement): Partial<Record<Column, Cell>> {
  switch (measurement.kind) {
    case 'length': {
      const { length, scale, inPatient } = measurement;
      return {
        length: length.value,
        'length unit': length.unit,
        'length kind': scaleKindWords[scale.kind],
        'estimated in patient': inPatient,
      };
    }
    case 'ways': {
      const { across, down, scale } = measurement;
      return {
        'length kind': scaleKindWords[scale.kind],
        across: across.value,
        'across unit': across.unit,
        down: down.value,
        'down unit': down.unit,
      };
    }
    case 'angle':
      return { 'angle (degrees)': measurement.degrees };
    case 'roi': {
      const { area, scale, statistics, unit } = measurement;
      const size = { area: area?.value, 'area unit': area?.unit, 'length kind': scaleKindWords[scale.kind] };
      if (typeof statistics === 'string') return { ...size, remark: remarks[statistics] };
      const { mean, sd, min, max, pixels } = statistics;
      return { ...size, mean, SD: sd, min, max, pixels, 'value unit': unit };
    }
    case 'probe': {
      const { value, unit, colour } = measurement;
      if (typeof value === 'number') return { value, 'value unit': unit };
      return { remark: colour === undefined ? remarks[value] : `colour ${colour.join('/')}` };
    }
    case 'arrow':
      return {};
  }
}
