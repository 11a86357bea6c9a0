import type { PatientIdentity } from '@pacs/shared/documents';
import { formatDicomDate } from '@pacs/shared/dicom/date-words';
import { formatPersonName } from '@pacs/shared/dicom/person-name';
import { useState } from 'react';
import { call } from '../firebase/call.ts';
import { errorWords } from '../ui/app-error-words.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { RadioButtons } from '../ui/radio-buttons.tsx';
import type { StudyRow } from './core/study-row.ts';

/** 'Doe, Jane, born Jan 31, 1970, F': what may differ within a study. Its PatientID is one. */
const identityWords = (identity: PatientIdentity): string =>
  [
    formatPersonName(identity.patientName) || 'No name',
    identity.patientBirthDate === undefined
      ? 'no birth date'
      : `born ${formatDicomDate(identity.patientBirthDate)}`,
    identity.patientSex ?? '',
  ]
    .filter((word) => word !== '')
    .join(', ');

/** The owner decides whose a study is whose files contradict each other: until then it can't be shared. */
export function ResolveIdentityDialog({ row, onClose }: { row: StudyRow; onClose: () => void }) {
  const { identity, identityConflict = [] } = row.study;
  const options = [identity, ...identityConflict].map((one, number) => ({
    id: String(number),
    name: identityWords(one),
  }));
  const [chosen, setChosen] = useState<string>();
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const resolve = async () => {
    if (chosen === undefined) return;
    setPending(true);
    setProblem(undefined);
    try {
      const seen = identityConflict.length;
      await call('resolveIdentity', { studyId: row.id, identity: Number(chosen), seen });
      onClose();
    } catch (error) {
      setProblem(errorWords(error));
      setPending(false);
    }
  };
  return (
    <Dialog title="Whose study is this?" isOpen onClose={onClose}>
      <p>
        Files of this study name {options.length === 2 ? 'two' : String(options.length)} different patients.
        Look at the images first. Until you decide, the study can’t be shared.
      </p>
      <RadioButtons label="All images belong to" options={options} value={chosen} onChange={setChosen} />
      <p>
        Choose only if all images are one patient’s, written differently: a changed name, a typing error. If
        they are two patients’, cancel, delete the study and upload each patient’s files separately, with the
        IDs put right where they were made. Your decision is recorded; the files stay as they are.
      </p>
      {problem !== undefined && <Notice tone="problem">{problem}</Notice>}
      <DialogActions>
        <Button onPress={onClose}>Cancel</Button>
        <Button
          variant="primary"
          onPress={() => void resolve()}
          isDisabled={chosen === undefined}
          isPending={isPending}
        >
          All images are this patient’s
        </Button>
      </DialogActions>
    </Dialog>
  );
}
