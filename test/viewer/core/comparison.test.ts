import type { PatientIdentity } from '@pacs/shared/documents';
import { expect, test } from 'vitest';
import type { StudySession } from '../../../web/src/viewer/engine/study-session.ts';
import { besideEachOther } from '../../../web/src/viewer/view/compare-dialog.tsx';
import { areForeign } from '../../../web/src/viewer/view/foreign-banner.tsx';

const jane: PatientIdentity = {
  patientName: { alphabetic: 'Example^Jane' },
  patientBirthDate: '19710412',
  patientID: 'EX-1',
};

function session(identity: PatientIdentity, modalities: string[], identityConflict = false): StudySession {
  const stacks = modalities.map((modality) => ({ modality }));
  const opened = { identity, identityConflict };
  const known = { study: { opened, index: { stacks } }, first: { stack: 0 } };
  return known as unknown as StudySession;
}

test('two studies of one patient are no alarm, of two patients they are', () => {
  const now = session(jane, ['CT']);
  expect(areForeign([now])).toBe(false);
  expect(areForeign([now, session(jane, ['CT'])])).toBe(false);
  expect(areForeign([now, session({ ...jane, patientBirthDate: '19710413' }, ['CT'])])).toBe(true);
});

test('patients of whom too little is known are not taken for one', () => {
  const { patientBirthDate: _, ...rest } = jane;
  expect(areForeign([session(rest, ['CT']), session(rest, ['CT'])])).toBe(true);
});

test('a study whose files name different patients is nobody’s prior', () => {
  expect(areForeign([session(jane, ['CT']), session(jane, ['CT'], true)])).toBe(true);
  expect(areForeign([session(jane, ['CT'], true), session(jane, ['CT'])])).toBe(true);
  expect(areForeign([session(jane, ['CT'], true)])).toBe(false);
});

test('a prior comes to the right with its first series of the modality in hand', () => {
  const action = besideEachOther(
    { kind: 'stack', study: 0, stack: 1 },
    session(jane, ['CT', 'MR']),
    session(jane, ['CT', 'PT', 'MR']),
  );
  expect(action).toEqual({
    type: 'arrange',
    layout: '1x2',
    contents: [
      { kind: 'stack', study: 0, stack: 1 },
      { kind: 'stack', study: 1, stack: 2 },
    ],
  });
});
