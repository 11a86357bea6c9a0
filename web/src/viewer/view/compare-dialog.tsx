/** Chooses a study to put beside the one that is open. Priors are offered, never opened by themselves. */

import { AppError } from '@pacs/shared/errors';
import type { PatientIdentity } from '@pacs/shared/documents';
import type { Opened } from '@pacs/shared/opened';
import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useLate } from '../../ui/use-late.ts';
import { waitingWords } from '../../words/waiting.ts';
import { areOfOnePatient } from '../core/one-patient.ts';
import type { PaneContent, ViewerAction } from '../core/viewer-state.ts';
import { patientWords, studyTitle, studyWords } from '../core/words.ts';
import type { StudySession } from '../engine/study-session.ts';
import { openLatest } from './open-latest.ts';
import { ToolButton } from './tool-button.tsx';
import './compare-dialog.css';

export interface Candidate extends Pick<Opened, 'studyId' | 'description' | 'series'> {
  identity: PatientIdentity;
  /** Its files contradict each other about whose it is. */
  identityConflict: boolean;
}

export interface Comparison {
  /** The owner's studies. Rejects with AppError. */
  candidates(): Promise<Candidate[]>;
  /** Rejects with AppError. */
  open(studyId: string): Promise<StudySession>;
}

/** What was open stays on the left; on the right the first stack of the same modality. */
export function besideEachOther(
  left: PaneContent | undefined,
  session: StudySession,
  other: StudySession,
): ViewerAction {
  const here = left?.study === 0 ? left : { kind: 'stack' as const, study: 0, stack: session.first.stack };
  const modality = session.study.index.stacks[here.stack]?.modality;
  const alike = other.study.index.stacks.findIndex((stack) => stack.modality === modality);
  const there: PaneContent = { kind: 'stack', study: 1, stack: Math.max(0, alike) };
  return { type: 'arrange', layout: '1x2', contents: [here, there] };
}

const byDate = (a: Candidate, b: Candidate) =>
  (b.description.studyDate ?? '').localeCompare(a.description.studyDate ?? '');

type Listed = { status: 'loading' } | { status: 'failed' } | { status: 'ready'; candidates: Candidate[] };

export function CompareDialog({
  session,
  comparison,
  onOpened,
  onClose,
}: {
  session: StudySession;
  comparison: Comparison;
  onOpened: (opened: StudySession) => void;
  onClose: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [listed, setListed] = useState<Listed>({ status: 'loading' });
  const [opening, setOpening] = useState<string>();
  const [failure, setFailure] = useState<string>();
  useEffect(() => {
    dialog.current?.showModal();
    comparison.candidates().then(
      (candidates) => {
        setListed({ status: 'ready', candidates: candidates.sort(byDate) });
      },
      () => {
        setListed({ status: 'failed' });
      },
    );
  }, [comparison]);

  const [opener] = useState(() => openLatest((studyId: string) => comparison.open(studyId)));
  // However the dialog goes: what is still being opened is not wanted any more.
  useEffect(
    () => () => {
      opener.giveUp();
    },
    [opener],
  );

  const { opened } = session.study;
  const others =
    listed.status === 'ready' ? listed.candidates.filter((one) => one.studyId !== opened.studyId) : [];
  const priors = others.filter((one) => areOfOnePatient(opened, one));
  const strangers = others.filter((one) => !priors.includes(one));
  const choose = (id: string) => {
    setOpening(id);
    setFailure(undefined);
    opener.choose(id, {
      opened(opened) {
        onOpened(opened);
        dialog.current?.close();
      },
      failed(cause) {
        setOpening(undefined);
        setFailure(
          cause instanceof AppError && cause.code === 'not-found'
            ? 'That study is gone.'
            : 'That study could not be opened. Try again in a moment.',
        );
      },
    });
  };
  const list = (candidates: readonly Candidate[]) => (
    <ul className="v-compare-list">
      {candidates.map((one) => (
        <li key={one.studyId}>
          <CandidateButton candidate={one} isOpening={opening === one.studyId} onChoose={choose} />
        </li>
      ))}
    </ul>
  );
  return (
    <dialog ref={dialog} className="v-help" aria-labelledby="v-compare-title" onClose={onClose}>
      <div className="v-panel-head">
        <h2 id="v-compare-title">Compare with another study</h2>
        <ToolButton
          label="Close"
          icon={<X aria-hidden />}
          onPress={() => {
            dialog.current?.close();
          }}
        />
      </div>
      <div className="v-compare">
        {listed.status === 'loading' && <Looking />}
        {listed.status === 'failed' && (
          <p role="alert">Your studies could not be listed. Try again in a moment.</p>
        )}
        {failure !== undefined && <p role="alert">{failure}</p>}
        {listed.status === 'ready' && (
          <>
            <p>Same patient: name, birth date and ID all agree.</p>
            {priors.length === 0 ? <p className="v-compare-none">None among your studies.</p> : list(priors)}
            {strangers.length > 0 && (
              <details>
                <summary>Studies of other patients ({strangers.length})</summary>
                {list(strangers)}
              </details>
            )}
          </>
        )}
      </div>
    </dialog>
  );
}

function Looking() {
  const isLate = useLate();
  return (
    <div role="status">
      <p>Looking through your studies…</p>
      {isLate && <p>{waitingWords.en.late}</p>}
    </div>
  );
}

function CandidateButton({
  candidate,
  isOpening,
  onChoose,
}: {
  candidate: Candidate;
  isOpening: boolean;
  onChoose: (studyId: string) => void;
}) {
  const { name, born, id } = patientWords(candidate.identity);
  return (
    <button
      type="button"
      className="v-compare-item"
      aria-busy={isOpening}
      onClick={() => {
        onChoose(candidate.studyId);
      }}
    >
      <b>{studyTitle(candidate)}</b>
      <span>{isOpening ? 'Opening…' : studyWords(candidate).when}</span>
      <span className="v-compare-patient">{[name, born, id].join(' · ')}</span>
    </button>
  );
}
