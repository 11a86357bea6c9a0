/** `StudyDocument.searchText`: what the list's search looks through. */
import type { PatientIdentity, PersonName, SeriesSummary, StudyDescription } from '../documents.ts';
import { formatNameGroup } from './person-name.ts';
import { foldText } from './fold-text.ts';
import { cut } from './cut.ts';

const maxCharacters = 2000;

const nameWords = (name: PersonName | undefined): string[] =>
  name === undefined
    ? []
    : [name.alphabetic, name.ideographic ?? '', name.phonetic ?? ''].map((group) => formatNameGroup(group));

/** 20240131 also as 2024-01-31. */
const dateWords = (date: string | undefined): string[] => {
  const parts = date === undefined ? null : /^(\d{4})(\d{2})(\d{2})$/.exec(date);
  return parts === null ? [date ?? ''] : [parts[0], parts.slice(1).join('-')];
};

export function searchText(
  identities: readonly PatientIdentity[],
  description: StudyDescription,
  modalities: readonly string[],
  series: readonly Pick<SeriesSummary, 'description' | 'bodyPart'>[] = [],
): string {
  const words = [
    ...identities.flatMap((identity) => [
      ...nameWords(identity.patientName),
      identity.patientID ?? '',
      ...dateWords(identity.patientBirthDate),
    ]),
    description.accessionNumber ?? '',
    ...dateWords(description.studyDate),
    description.studyDescription ?? '',
    ...modalities,
    description.institutionName ?? '',
    ...nameWords(description.referringPhysicianName),
    ...series.flatMap((one) => [one.description ?? '', one.bodyPart ?? '']),
  ];
  const distinct = new Set(words.map((word) => foldText(word).trim()).filter((word) => word !== ''));
  return cut([...distinct].join(' '), maxCharacters);
}
