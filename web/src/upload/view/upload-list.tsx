import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '../../ui/button.tsx';
import { countOf, formatBytes } from '../../ui/format.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import type { UploadEngine } from '../core/upload-engine.ts';
import { isOver, isUnderWay } from '../core/upload-state.ts';
import type { UploadState } from '../core/upload-state.ts';
import { timeLeftWords } from '../core/words.ts';
import { joined } from '../../intake/view/study-facts.ts';
import { putOnShelf } from '../../intake/shelf.ts';
import { useStoreInSlices } from '../../intake/view/use-store.ts';
import { LazyDetails } from './lazy-details.tsx';
import { useShownSoFar } from './shown-so-far.tsx';
import { UploadItem, type UploadActions } from './upload-item.tsx';

export const titleId = 'upload-list-title';

/** More than these would push the studies out of view: they fold into one line. */
const doneInView = 5;

/** One with files left out stays in view. */
const isDoneWhole = ({ step, problems }: UploadState) => step === 'done' && problems.length === 0;

/** The studies that are stored, as far as uploads have to do with them. */
export interface StoredStudies {
  isListed: (studyId: string) => boolean;
  /** It has no more images than these and may be deleted. */
  isOnly: (studyId: string, instances: number) => boolean;
  /** Asks before it deletes. */
  onDelete: (studyId: string) => void;
}

interface UploadListProps {
  engine: UploadEngine;
  stored: StoredStudies;
}

/** All that is on its way, together and one by one. */
export function UploadList({ engine, stored }: UploadListProps) {
  const { uploads, bytes, bytesPerSecond, secondsLeft } = useStoreInSlices(engine.store);
  const some = (step: string) => uploads.some((upload) => upload.step === step);
  const done = uploads.filter(isDoneWhole);
  const folded = done.length > doneInView ? done : [];
  const open = folded.length > 0 ? uploads.filter((upload) => !isDoneWhole(upload)) : uploads;
  const isRunning = uploads.some(({ step }) => isUnderWay(step));
  return (
    <section className="upload-list" aria-labelledby={titleId}>
      <header>
        <h2 id={titleId} tabIndex={-1}>
          {isRunning ? 'Uploading' : 'Uploads'}
        </h2>
        <div className="upload-item-actions">
          {isRunning && (
            <Button
              variant="quiet"
              size="small"
              onPress={() => {
                engine.pause();
              }}
            >
              Pause all
            </Button>
          )}
          {(some('paused') || some('failed')) && (
            <Button
              variant="quiet"
              size="small"
              onPress={() => {
                engine.resume();
              }}
            >
              {some('paused') ? 'Resume all' : 'Try all again'}
            </Button>
          )}
          {(isRunning || some('paused')) && (
            <Button variant="quiet" size="small" onPress={() => void engine.cancel()}>
              Cancel all
            </Button>
          )}
          {uploads.some(({ step }) => isOver(step)) && (
            <Button
              variant="quiet"
              size="small"
              onPress={() => {
                engine.dismissFinished();
                document.getElementById(titleId)?.focus();
              }}
            >
              Clear finished
            </Button>
          )}
        </div>
      </header>
      {isRunning && bytes.total > 0 && (
        <ProgressBar
          label={`${formatBytes(bytes.done)} of ${formatBytes(bytes.total)}`}
          value={bytes.done / bytes.total}
          valueText={joined(
            bytesPerSecond === undefined ? '' : `${formatBytes(bytesPerSecond)}/s`,
            secondsLeft === undefined ? '' : timeLeftWords(secondsLeft),
          )}
        />
      )}
      {open.length > 0 && <UploadItems uploads={open} engine={engine} stored={stored} />}
      {folded.length > 0 && (
        <LazyDetails className="upload-done" summary={`${countOf(folded.length, 'upload')} done`}>
          {() => <UploadItems uploads={folded} engine={engine} stored={stored} />}
        </LazyDetails>
      )}
    </section>
  );
}

function UploadItems({ uploads, engine, stored }: UploadListProps & { uploads: readonly UploadState[] }) {
  const { isListed, isOnly, onDelete } = stored;
  const navigate = useNavigate();
  const actions = useMemo(
    (): UploadActions => ({
      pause: (key) => {
        engine.pause(key);
      },
      resume: (key) => {
        engine.resume(key);
      },
      cancel: (key) => void engine.cancel(key),
      dismiss: (key) => {
        engine.dismiss(key);
        // The pressed button goes with its line.
        document.getElementById(titleId)?.focus();
      },
      look: (key) => void navigate(`/local/${String(putOnShelf(engine.instancesOf(key)))}`),
      deleteStudy: onDelete,
    }),
    [engine, navigate, onDelete],
  );
  const { shown, more } = useShownSoFar(uploads.length);
  return (
    <>
      <ul>
        {uploads.slice(0, shown).map((upload) => (
          <UploadItem
            key={upload.key}
            upload={upload}
            isListed={upload.studyId !== undefined && isListed(upload.studyId)}
            isAlone={upload.studyId !== undefined && isOnly(upload.studyId, upload.arrived)}
            actions={actions}
          />
        ))}
      </ul>
      {more}
    </>
  );
}
