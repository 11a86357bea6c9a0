import { formatPersonName } from '@pacs/shared/dicom/person-name';
import type { StudyRow } from './study-row.ts';

/** Whose study it is, in words: never empty. */
export const patientWords = ({ study }: StudyRow): string =>
  formatPersonName(study.identity.patientName) || 'No name';

/** 'Doe, Jane · CT': tells one study from another outside the list. */
export const studyTitle = (row: StudyRow): string =>
  [patientWords(row), row.study.modalities.join(' ')].filter((part) => part !== '').join(' · ');
