/** Facts of a study in the words and figures of the overlay. */
import type { DecodeFailure } from '@pacs/shared/codecs/types';
import { formatDicomDate } from '@pacs/shared/dicom/date-words';
import { formatPersonName } from '@pacs/shared/dicom/person-name';
import type { PatientIdentity } from '@pacs/shared/documents';
import type { Opened } from '@pacs/shared/opened';
import type { FrameFailure } from './frame-source.ts';
import { say, spokenLocale, type PlainPhrase } from '../../words/say.ts';

/** A DICOM DA with the month in letters, as every page of the app writes it: no day is taken for a month. */
export const dateWords = (da: string | undefined, locale = spokenLocale()): string =>
  formatDicomDate(da, locale);

/** DICOM TM as 14:05. */
export function timeWords(tm: string | undefined): string {
  const match = /^(\d{2})(\d{2})/.exec(tm ?? '');
  return match === null ? '' : `${match[1] ?? ''}:${match[2] ?? ''}`;
}

const sexes: Readonly<Record<string, PlainPhrase>> = { F: 'female', M: 'male', O: 'other' };

const noName = 'Name not given';

export interface PatientWords {
  name: string;
  born: string;
  id: string;
  sex: string;
}

export function patientWords(identity: PatientIdentity): PatientWords {
  const sex = sexes[identity.patientSex ?? ''];
  return {
    name: formatPersonName(identity.patientName) || say(noName),
    born: identity.patientBirthDate ? dateWords(identity.patientBirthDate) : say('birth date not given'),
    id: identity.patientID ? say('ID {id}', { id: identity.patientID }) : say('no ID'),
    sex: sex === undefined ? '' : say(sex),
  };
}

const removedWords = (): PatientWords => ({ name: say('Identity removed'), born: '', id: '', sex: '' });

/** Whose study it is; or that a link leaves that out. */
export const personWords = ({ identity, identityRemoved }: Pick<Opened, 'identity' | 'identityRemoved'>) =>
  identityRemoved === true ? removedWords() : patientWords(identity);

export function studyWords({
  description,
  identityRemoved,
}: Pick<Opened, 'description' | 'identityRemoved'>): { when: string; what: string } {
  if (identityRemoved === true) return { when: '', what: '' };
  const when = [dateWords(description.studyDate), timeWords(description.studyTime)].filter((t) => t !== '');
  return {
    when: when.length === 0 ? say('study date not given') : when.join(' '),
    what: description.studyDescription ?? '',
  };
}

/** Made when first needed: the browser takes its time to make one. */
const figures = (options: Intl.NumberFormatOptions) => {
  let made: Intl.NumberFormat | undefined;
  return (value: number) =>
    (made ??= new Intl.NumberFormat('en-GB', { useGrouping: false, ...options })).format(value);
};
const whole = figures({ maximumFractionDigits: 0 });
const fine = figures({ maximumSignificantDigits: 3 });

/** A window's numbers: whole where they are large. */
export const valueWords = (value: number): string =>
  Math.abs(value) >= 10 || Number.isInteger(value) ? whole(value) : fine(value);

export type Unshowable = FrameFailure | DecodeFailure | 'damaged-pixels' | 'no-pixels' | 'no-table';

/** What another try may bring. */
export const mayPass: readonly Unshowable[] = ['unreachable', 'codec-unavailable', 'no-table'];

const reasons: Readonly<Record<Unshowable, PlainPhrase>> = {
  damaged: 'Its stored data is damaged: it does not match what was uploaded.',
  unreachable: 'It could not be fetched. Check the connection and try again.',
  gone: 'Access to this study has ended.',
  'unsupported-syntax': 'It is coded in a way that this viewer cannot read.',
  'size-mismatch': 'Its pixel data does not fit the size it states.',
  'damaged-pixels': 'The uploaded file is damaged or cut short.',
  'no-pixels': 'The file carries no picture.',
  checksum: 'Its stored data is damaged: it does not match what was uploaded.',
  'codec-unavailable': 'The code that reads it could not be loaded. Check the connection and try again.',
  'no-table': 'A lookup table it needs could not be fetched.',
};

export const reasonWords = (reason: Unshowable): string => say(reasons[reason]);

const modalities: Readonly<Record<string, PlainPhrase>> = {
  US: 'Ultrasound',
  CR: 'Radiograph',
  DX: 'Radiograph',
  MG: 'Mammogram',
  XA: 'Angiography',
  RF: 'Fluoroscopy',
  NM: 'Nuclear medicine',
  SC: 'Capture',
  OT: 'Image',
  SM: 'Microscopy',
  ES: 'Endoscopy',
  XC: 'Photograph',
};

/** What their codes are called by themselves. */
const spelled: Readonly<Record<string, string>> = { CT: 'CT', MR: 'MR', PT: 'PET' };

export function modalityWords(modality: string): string {
  const words = modalities[modality];
  return words === undefined ? (spelled[modality] ?? modality) : say(words);
}

export const countWords = (count: number, one: string, many: string): string =>
  `${String(count)} ${count === 1 ? one : many}`;

/** What a study is called at the head of the page: its description, else what it is and when it was made. */
export function studyTitle({ description, series }: Pick<Opened, 'description' | 'series'>): string {
  const described = description.studyDescription?.trim() ?? '';
  if (described !== '') return described;
  const modality = series
    .map((one) => one.modality)
    .find((one) => (modalities[one] ?? spelled[one]) !== undefined);
  const words = modality === undefined ? say('Study') : modalityWords(modality);
  return [words, dateWords(description.studyDate)].filter((part) => part !== '').join(' · ');
}
