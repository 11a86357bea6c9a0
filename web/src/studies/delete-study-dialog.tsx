import { useState } from 'react';
import { call } from '../firebase/call.ts';
import { errorWords } from '../ui/app-error-words.ts';
import { AlertDialog } from '../ui/alert-dialog.tsx';
import { countOf, formatBytes, formatDicomDate } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import type { StudyRow } from './core/study-row.ts';
import { patientWords } from './core/study-title.ts';

/** Asks, naming whose study it is. After a yes the list itself shows the study going. */
export function DeleteStudyDialog({ row, onClose }: { row: StudyRow; onClose: () => void }) {
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const remove = async () => {
    setPending(true);
    setProblem(undefined);
    try {
      await call('deleteStudy', { studyId: row.id });
      onClose();
    } catch (error) {
      setProblem(errorWords(error));
      setPending(false);
    }
  };
  const { study } = row;
  const facts = [
    formatDicomDate(study.description.studyDate),
    study.modalities.join(' '),
    study.description.studyDescription ?? '',
  ].filter((fact) => fact !== '');
  return (
    <AlertDialog
      title="Delete this study?"
      isOpen
      onClose={onClose}
      confirmLabel="Delete study"
      onConfirm={() => void remove()}
      isPending={isPending}
    >
      <p>
        <strong>{patientWords(row)}</strong>
        {study.identity.patientID !== undefined && ` · ${study.identity.patientID}`}
        {facts.length > 0 && (
          <>
            <br />
            {facts.join(' · ')}
          </>
        )}
      </p>
      <p>
        {study.counts.series.toLocaleString()} series, {countOf(study.counts.images, 'image')},{' '}
        {formatBytes(study.counts.bytes)}. Its images and every viewer link to it go for good. There is no
        undo: keep your originals.
      </p>
      {problem !== undefined && <Notice tone="problem">{problem}</Notice>}
    </AlertDialog>
  );
}
