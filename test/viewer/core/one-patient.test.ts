import { expect, test } from 'vitest';
import type { PatientIdentity } from '@pacs/shared/documents';
import { isOnePatient } from '../../../web/src/viewer/core/one-patient.ts';

const jane: PatientIdentity = {
  patientName: { alphabetic: 'Example^Jane' },
  patientBirthDate: '19710412',
  patientID: 'EX-1',
};

test('studies are of one patient where name, birth date and ID all agree', () => {
  expect(isOnePatient(jane, { ...jane, patientName: { alphabetic: 'EXAMPLE^JANE' } })).toBe(true);
  expect(isOnePatient(jane, { ...jane, patientID: 'EX-1 ' })).toBe(true);
});

test.each<[string, Partial<PatientIdentity>]>([
  ['another name', { patientName: { alphabetic: 'Sample^Jane' } }],
  ['another birth date', { patientBirthDate: '19710413' }],
  ['another ID', { patientID: 'EX-2' }],
])('%s makes them two', (_, other) => {
  expect(isOnePatient(jane, { ...jane, ...other })).toBe(false);
});

test.each(['patientName', 'patientBirthDate', 'patientID'] as const)(
  'without %s nobody is taken for the same, not even with themselves',
  (field) => {
    const { [field]: _, ...rest } = jane;
    expect(isOnePatient(rest, rest)).toBe(false);
    expect(isOnePatient(jane, rest)).toBe(false);
  },
);

test('one number of two issuers is of two patients', () => {
  const issued = { ...jane, issuerOfPatientID: 'North' };
  expect(isOnePatient(issued, { ...jane, issuerOfPatientID: 'South' })).toBe(false);
  expect(isOnePatient(issued, jane)).toBe(true);
});
