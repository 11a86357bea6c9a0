import { Eye, Pause, Play, RotateCcw, X } from 'lucide-react';
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
  onPause: () => void;
  onResume: () => void;
  onCancel: () => void;
  onDismiss: () => void;
  /** Asks before it deletes the study. */
  onDelete: () => void;
  /** Into the viewer, from the user's own disk. */
  onLook: () => void;
}

function progressOf({ step, bytes, checked, files }: UploadState): number | undefined {
  if (step === 'checking') return files === 0 ? undefined : checked / files;
  return bytes.total === 0 ? undefined : bytes.done / bytes.total;
}

function ofTheRest(step: UploadState['step']): string {
  if (step === 'done') return '; the rest is stored';
  return step === 'failed' || step === 'cancelled' ? '' : '; the rest goes on';
}

const running = new Set<UploadState['step']>(['waiting', 'checking', 'sending']);
const withBar = new Set<UploadState['step']>(['checking', 'sending', 'paused', 'failed']);

export function UploadItem(props: UploadItemProps) {
  const { upload, isListed, onPause, onResume, onCancel, onDismiss, onLook, onDelete } = props;
  const { step, title, bytes, storedAlready, repeated, files, problems, studyId, arrived } = upload;
  const name = joined(patientName(title.identity), studyName(title));
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
            <IconButton label={`Open ${name} from this computer`} icon={<Eye {...icon} />} onPress={onLook} />
          )}
          {running.has(step) && (
            <IconButton label={`Pause ${name}`} icon={<Pause {...icon} />} onPress={onPause} />
          )}
          {step === 'paused' && (
            <IconButton label={`Resume ${name}`} icon={<Play {...icon} />} onPress={onResume} />
          )}
          {step === 'failed' && (
            <IconButton label={`Try again: ${name}`} icon={<RotateCcw {...icon} />} onPress={onResume} />
          )}
          {!isOver(step) && step !== 'receiving' && (
            <IconButton
              label={`Cancel ${name}`}
              icon={<X {...icon} />}
              onPress={onCancel}
              isDisabled={step === 'cancelling'}
            />
          )}
          {step === 'done' && studyId !== undefined && (
            <Link className="ui-button" data-variant="primary" data-size="small" to={`/study/${studyId}`}>
              Open study
            </Link>
          )}
          {step === 'cancelled' && arrived > 0 && isListed && (
            <Button size="small" onPress={onDelete}>
              Delete them too
            </Button>
          )}
          {isOver(step) && (
            <IconButton label={`Remove ${name} from this list`} icon={<X {...icon} />} onPress={onDismiss} />
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
}
