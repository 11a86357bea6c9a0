import type { PatientNode } from '../../intake/core/nodes.ts';

/** Patients with their studies, up to this many studies of all. */
export function firstStudies(patients: readonly PatientNode[], count: number): PatientNode[] {
  const first: PatientNode[] = [];
  let left = count;
  for (const patient of patients) {
    if (left <= 0) break;
    first.push(
      patient.studies.length <= left ? patient : { ...patient, studies: patient.studies.slice(0, left) },
    );
    left -= patient.studies.length;
  }
  return first;
}
