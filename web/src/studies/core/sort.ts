import { formatPersonName } from '@pacs/shared/dicom/person-name';
import { z } from 'zod';
import type { StudyRow } from './study-row.ts';

export const sortKeys = [
  'added',
  'patient',
  'id',
  'born',
  'date',
  'modality',
  'description',
  'images',
  'size',
] as const;
export type SortKey = (typeof sortKeys)[number];
export type SortDirection = 'ascending' | 'descending';
export interface Sorting {
  key: SortKey;
  direction: SortDirection;
}

export const defaultSorting: Sorting = { key: 'added', direction: 'descending' };

type SortValue = string | number;

const valueOf: Record<SortKey, (row: StudyRow) => SortValue> = {
  added: ({ study }) => study.createdAtMs,
  patient: ({ study }) => formatPersonName(study.identity.patientName),
  id: ({ study }) => study.identity.patientID ?? '',
  born: ({ study }) => study.identity.patientBirthDate ?? '',
  date: ({ study }) => `${study.description.studyDate ?? ''}${study.description.studyTime ?? ''}`,
  modality: ({ study }) => study.modalities.join(' '),
  description: ({ study }) => study.description.studyDescription ?? '',
  images: ({ study }) => study.counts.images,
  size: ({ study }) => study.counts.bytes,
};

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Rows without a value come last in either direction; equals keep the newest first. */
export function sortRows(rows: readonly StudyRow[], { key, direction }: Sorting): StudyRow[] {
  const value = valueOf[key];
  const sign = direction === 'ascending' ? 1 : -1;
  return [...rows].sort((left, right) => {
    const a = value(left);
    const b = value(right);
    if (a === '' || b === '') {
      if (a !== b) return a === '' ? 1 : -1;
    } else {
      const order =
        typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
      if (order !== 0) return sign * order;
    }
    return right.study.createdAtMs - left.study.createdAtMs;
  });
}

/** First press on a column sorts it the way people look for it: words upwards, dates and amounts downwards. */
const firstDirection = (key: SortKey): SortDirection =>
  key === 'patient' || key === 'id' || key === 'modality' || key === 'description'
    ? 'ascending'
    : 'descending';

export function pressedColumn(current: Sorting, key: SortKey): Sorting {
  if (current.key !== key) return { key, direction: firstDirection(key) };
  return { key, direction: current.direction === 'ascending' ? 'descending' : 'ascending' };
}

const Address = z.object({ key: z.enum(sortKeys), direction: z.enum(['ascending', 'descending']) });

/** The sorting in the page's address, `?sort=date.descending`. The search is not kept there: it may be a name. */
export function sortingFromAddress(value: string | null): Sorting {
  const [key, direction] = (value ?? '').split('.');
  return Address.safeParse({ key, direction }).data ?? defaultSorting;
}

export const sortingToAddress = ({ key, direction }: Sorting): string => `${key}.${direction}`;
