/** Whether two studies are of one person. A PatientID alone tells nothing: hospitals number alike. */
import { identitiesDisagree } from '@pacs/shared/dicom/same-patient';
import type { PatientIdentity } from '@pacs/shared/documents';

const isComplete = ({ patientName, patientBirthDate, patientID }: PatientIdentity): boolean =>
  [patientName?.alphabetic, patientName?.ideographic].some(Boolean) &&
  Boolean(patientBirthDate?.trim()) &&
  Boolean(patientID?.trim());

/**
 * Name, birth date and ID have to be there in both and agree, and the issuers of the ID must not differ where both
 * name one. Whatever is missing makes it a no.
 */
export function isOnePatient(a: PatientIdentity, b: PatientIdentity): boolean {
  if (!isComplete(a) || !isComplete(b) || identitiesDisagree(a, b)) return false;
  if (a.patientID?.trim() !== b.patientID?.trim()) return false;
  const [issuer, other] = [a.issuerOfPatientID?.trim(), b.issuerOfPatientID?.trim()];
  return !issuer || !other || issuer === other;
}

interface Whose {
  identity: PatientIdentity;
  /** The study's own files contradict each other. */
  identityConflict: boolean;
}

/** A study that is not known to be one patient's is not of one patient with any other. */
export const areOfOnePatient = (a: Whose, b: Whose): boolean =>
  !a.identityConflict && !b.identityConflict && isOnePatient(a.identity, b.identity);
