import { formatPersonName } from '@pacs/shared/dicom/person-name';
import type { PatientIdentity } from '@pacs/shared/documents';
import { formatDicomDate } from '../../ui/format.ts';

export function patientName(identity: PatientIdentity): string {
  return formatPersonName(identity.patientName) || 'No name';
}

/** 'ID 1234 · born Jan 1, 1970 · F', without what is not known. */
export function patientDetails(identity: PatientIdentity): string {
  return joined(
    identity.patientID === undefined ? '' : `ID ${identity.patientID}`,
    identity.patientBirthDate === undefined ? '' : `born ${formatDicomDate(identity.patientBirthDate)}`,
    identity.patientSex ?? '',
  );
}

interface Named {
  studyDate?: string | undefined;
  studyDescription?: string | undefined;
  modalities: readonly string[];
}

/** 'CT · Jan 2, 2024 · Thorax', never empty. */
export function studyName({ studyDate, studyDescription, modalities }: Named): string {
  return joined(modalities.join(', '), formatDicomDate(studyDate) || 'no date', studyDescription ?? '');
}

export function joined(...parts: string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}
