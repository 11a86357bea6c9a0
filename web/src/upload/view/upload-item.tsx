import { Eye, Pause, Play, RotateCcw, X } from 'lucide-react';
import { memo } from 'react';
import { Link } from 'react-router';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { countOf, formatBytes } from '../../ui/format.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { isOver } from '../core/upload-state.ts';
import type { UploadState } from '../core/upload-state.ts';
import { stepWords } from '../core/words.ts';
import { AsideList } from './aside-list.tsx';
import { joined, patientName, studyName } from '../../intake/view/study-facts.ts';

export interface UploadItemProps {
  upload: UploadState;
  /** Its study is among those that are stored. */
  isListed: boolean;
  /** What arrived of it is all that its study has. */
  isAlone: boolean;
  actions: UploadActions;
}

/** By the upload's key on the list; the same object as long as the list is there. */
export interface UploadActions {
  pause: (key: string) => void;
  resume: (key: string) => void;
  cancel: (key: string) => void;
  dismiss: (key: string) => void;
  /** Into the viewer, from the user's own disk. */
  look: (key: string) => void;
  /** Asks before it deletes the study. */
  deleteStudy: (studyId: string) => void;
}

function progressOf({ step, bytes, checked, files }: UploadState): number | undefined {
  if (step === 'checking') return files === 0 ? undefined : checked / files;
  return bytes.total === 0 ? undefined : bytes.done / bytes.total;
}

function ofTheRest(step: UploadState['step']): string {
  if (step === 'done') return '; the rest is stored';
  return step === 'failed' || step === 'cancelled' ? '' : '; the rest goes on';
}

interface Steering {
  word: string;
  Icon: typeof Pause;
  action: 'pause' | 'resume';
}

const pausing: Steering = { word: 'Pause', Icon: Pause, action: 'pause' };

/** One button, whatever it is for: pressed, it keeps the focus. */
const steeringAt: Partial<Record<UploadState['step'], Steering>> = {
  waiting: pausing,
  checking: pausing,
  sending: pausing,
  paused: { word: 'Resume', Icon: Play, action: 'resume' },
  failed: { word: 'Try again:', Icon: RotateCcw, action: 'resume' },
};

const withBar = new Set<UploadState['step']>(['checking', 'sending', 'paused', 'failed']);

export const UploadItem = memo(function UploadItem({ upload, isListed, isAlone, actions }: UploadItemProps) {
  const { key, step, title, bytes, storedAlready, repeated, files, problems, studyId, arrived } = upload;
  const name = joined(patientName(title.identity), studyName(title));
  const steering = steeringAt[step];
  const icon = { size: 18, 'aria-hidden': true } as const;
  return (
    <li className="upload-item" data-step={step}>
      <div className="upload-item-head">
        <div>
          <strong>{patientName(title.identity)}</strong> <span className="muted">{studyName(title)}</span>
          <p className="upload-item-state">{stepWords(upload, isListed)}</p>
        </div>
        <div className="upload-item-actions">
          {step !== 'done' && step !== 'cancelled' && (
            <IconButton
              label={`Open ${name} from this computer`}
              icon={<Eye {...icon} />}
              onPress={() => {
                actions.look(key);
              }}
            />
          )}
          {steering !== undefined && (
            <IconButton
              label={`${steering.word} ${name}`}
              icon={<steering.Icon {...icon} />}
              onPress={() => {
                actions[steering.action](key);
              }}
            />
          )}
          {!isOver(step) && step !== 'receiving' && (
            <IconButton
              label={`Cancel ${name}`}
              icon={<X {...icon} />}
              onPress={() => {
                actions.cancel(key);
              }}
              isDisabled={step === 'cancelling'}
            />
          )}
          {step === 'done' && studyId !== undefined && (
            <Link className="ui-button" data-variant="primary" data-size="small" to={`/study/${studyId}`}>
              Open study
            </Link>
          )}
          {step === 'cancelled' && arrived > 0 && isAlone && studyId !== undefined && (
            <Button
              size="small"
              onPress={() => {
                actions.deleteStudy(studyId);
              }}
            >
              Delete them too
            </Button>
          )}
          {isOver(step) && (
            <IconButton
              label={`Remove ${name} from this list`}
              icon={<X {...icon} />}
              onPress={() => {
                actions.dismiss(key);
              }}
            />
          )}
        </div>
      </div>
      {withBar.has(step) && bytes.total > 0 && (
        <ProgressBar
          label={
            step === 'checking' ? 'Checking' : `${formatBytes(bytes.done)} of ${formatBytes(bytes.total)}`
          }
          value={progressOf(upload)}
        />
      )}
      {storedAlready > 0 && storedAlready < files && (
        <p className="muted">{countOf(storedAlready, 'image')} stored already and not sent again.</p>
      )}
      {repeated > 0 && <p className="muted">{countOf(repeated, 'file')} came twice and went once.</p>}
      {problems.length > 0 && (
        <AsideList
          summary={`${countOf(problems.length, 'file')} with a remark${ofTheRest(step)}`}
          files={problems}
        />
      )}
    </li>
  );
});
