/** Identity and description: the fields that live in `studies/{id}` and nowhere else. */
import type { PatientIdentity, PersonName, SeriesSummary, StudyDescription } from '../documents.ts';
import type { Charset } from './charset.ts';
import { present } from './present.ts';
import { parsePersonName } from './person-name.ts';
import type { Keyword } from './tags.ts';
import { cut } from './cut.ts';
import { integer, localText, plainText } from './values.ts';
import type { DataItem } from './walk.ts';

const personName = (root: DataItem, keyword: Keyword, charset: Charset): PersonName | undefined => {
  const text = localText(root, keyword, charset, 1024);
  return text === undefined ? undefined : parsePersonName(text);
};

/** Old writers use 1997.04.24 (ACR-NEMA): the same date without dots. */
const date = (root: DataItem, keyword: Keyword): string | undefined => {
  const text = plainText(root, keyword);
  const dotted = text === undefined ? null : /^(\d{4})\.(\d{2})\.(\d{2})$/.exec(text);
  if (dotted !== null) return dotted.slice(1).join('');
  return text === undefined ? undefined : cut(text, 16);
};

const short = (text: string | undefined, max: number): string | undefined =>
  text === undefined ? undefined : cut(text, max);

export function readIdentity(root: DataItem, charset: Charset): PatientIdentity {
  return present({
    patientName: personName(root, 'patientName', charset),
    patientID: localText(root, 'patientID', charset, 128),
    issuerOfPatientID: localText(root, 'issuerOfPatientID', charset, 128),
    patientBirthDate: date(root, 'patientBirthDate'),
    patientSex: short(plainText(root, 'patientSex'), 16),
  });
}

export function readDescription(
  root: DataItem,
  charset: Charset,
): Omit<StudyDescription, 'studyInstanceUID' | 'studyInstanceUIDDerived'> {
  return present({
    studyDate: date(root, 'studyDate'),
    studyTime: short(plainText(root, 'studyTime'), 32),
    studyDescription: localText(root, 'studyDescription', charset, 256),
    accessionNumber: localText(root, 'accessionNumber', charset, 64),
    institutionName: localText(root, 'institutionName', charset, 256),
    referringPhysicianName: personName(root, 'referringPhysicianName', charset),
  });
}

export function readSeries(root: DataItem, charset: Charset, modality: string): Omit<SeriesSummary, 'id'> {
  const facts = present({
    number: integer(root, 'seriesNumber'),
    description: localText(root, 'seriesDescription', charset, 256),
    bodyPart: localText(root, 'bodyPartExamined', charset, 64),
    protocol: localText(root, 'protocolName', charset, 256),
  });
  return { modality, ...facts };
}
