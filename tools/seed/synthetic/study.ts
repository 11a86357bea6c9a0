/** What every synthetic instance has: patient, study, series and SOP common elements. */
import { deriveUid } from '@pacs/shared/dicom/uids';
import type { Person } from './people.ts';
import { type DicomElement, type WriteOptions, element, writeDicom } from './write-dicom.ts';

export interface SyntheticFile {
  name: string;
  bytes: Uint8Array;
}

export interface StudyFacts {
  /** Everything deterministic hangs on it: UIDs and noise. */
  key: string;
  patient: Person;
  date: string;
  time: string;
  description: string;
  accession: string;
  referring: string;
}

export interface SeriesFacts {
  number: number;
  modality: string;
  description: string;
  bodyPart: string;
}

const ascii = (text: string): boolean => /^[ -~]*$/.test(text);

/** UIDs under 2.25, the same in every run. */
export const studyUid = (study: StudyFacts): string => deriveUid('synthetic study', study.key);
export const seriesUid = (study: StudyFacts, series: SeriesFacts): string =>
  deriveUid('synthetic series', study.key, String(series.number));
export const frameOfReferenceUid = (study: StudyFacts): string =>
  deriveUid('synthetic frame of reference', study.key);

export function commonElements(
  study: StudyFacts,
  series: SeriesFacts,
  sopClassUID: string,
  instanceNumber: number,
): DicomElement[] {
  const { patient } = study;
  return [
    element(0x00080005, 'CS', 'ISO_IR 192'),
    element(0x00080016, 'UI', sopClassUID),
    element(
      0x00080018,
      'UI',
      deriveUid('synthetic instance', study.key, String(series.number), String(instanceNumber)),
    ),
    element(0x00080020, 'DA', study.date),
    element(0x00080030, 'TM', study.time),
    element(0x00080032, 'TM', study.time),
    element(0x00080033, 'TM', study.time),
    element(0x00080050, 'SH', study.accession),
    element(0x00080060, 'CS', series.modality),
    element(0x00080070, 'LO', 'Synthetic'),
    element(0x00080080, 'LO', 'Example Hospital'),
    element(0x00080090, 'PN', study.referring),
    element(0x00081030, 'LO', study.description),
    element(0x0008103e, 'LO', series.description),
    element(0x00100010, 'PN', patient.name),
    element(0x00100020, 'LO', patient.id),
    element(0x00100021, 'LO', patient.issuer),
    element(0x00100030, 'DA', patient.birthDate),
    element(0x00100040, 'CS', patient.sex),
    element(0x00180015, 'CS', series.bodyPart),
    element(0x0020000d, 'UI', studyUid(study)),
    element(0x0020000e, 'UI', seriesUid(study, series)),
    element(0x00200011, 'IS', series.number),
    element(0x00200013, 'IS', instanceNumber),
  ];
}

export interface ImageFormat {
  rows: number;
  columns: number;
  samples: 1 | 3;
  photometric: string;
  bitsAllocated: 8 | 16;
  bitsStored: number;
  signed?: boolean;
}

export const formatElements = (format: ImageFormat): DicomElement[] => [
  element(0x00280002, 'US', format.samples),
  element(0x00280004, 'CS', format.photometric),
  ...(format.samples === 3 ? [element(0x00280006, 'US', 0)] : []),
  element(0x00280010, 'US', format.rows),
  element(0x00280011, 'US', format.columns),
  element(0x00280100, 'US', format.bitsAllocated),
  element(0x00280101, 'US', format.bitsStored),
  element(0x00280102, 'US', format.bitsStored - 1),
  element(0x00280103, 'US', format.signed === true ? 1 : 0),
];

/** Later elements replace earlier ones of the same tag. */
export function merge(...lists: readonly (readonly DicomElement[])[]): DicomElement[] {
  return [...new Map(lists.flat().map((one) => [one.tag, one])).values()];
}

/** Decimal strings of at most 16 characters (PS3.5 6.2). */
export const decimal = (value: number): string => String(Number(value.toFixed(6))).slice(0, 16);

export const explicitLittle: WriteOptions = { transferSyntaxUID: '1.2.840.10008.1.2.1' };

/** `number` in the file's name has as many digits as CDs usually have. */
export function file(
  name: string,
  elements: readonly DicomElement[],
  options = explicitLittle,
): SyntheticFile {
  if (!ascii(name)) throw new RangeError('file names are ASCII');
  return { name, bytes: writeDicom(elements, options) };
}
