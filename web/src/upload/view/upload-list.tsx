import { Button } from '../../ui/button.tsx';
import { formatBytes } from '../../ui/format.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import type { UploadEngine, UploadsState } from '../core/upload-engine.ts';
import { isOver, isUnderWay } from '../core/upload-state.ts';
import { timeLeftWords } from '../core/words.ts';
import { joined } from './study-facts.tsx';
import { UploadItem } from './upload-item.tsx';

/** All that is on its way, together and one by one. */
export function UploadList({ state, engine }: { state: UploadsState; engine: UploadEngine }) {
  const { uploads, bytes, bytesPerSecond, secondsLeft } = state;
  const some = (step: string) => uploads.some((upload) => upload.step === step);
  const isRunning = uploads.some(({ step }) => isUnderWay(step));
  return (
    <section className="upload-list" aria-labelledby="upload-list-title">
      <header>
        <h2 id="upload-list-title" tabIndex={-1}>
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
          {uploads.every(({ step }) => isOver(step)) && (
            <Button
              variant="quiet"
              size="small"
              onPress={() => {
                for (const { key } of uploads) engine.dismiss(key);
              }}
            >
              Clear list
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
      <ul>
        {uploads.map((upload) => (
          <UploadItem
            key={upload.key}
            upload={upload}
            onPause={() => {
              engine.pause(upload.key);
            }}
            onResume={() => {
              engine.resume(upload.key);
            }}
            onCancel={() => void engine.cancel(upload.key)}
            onDismiss={() => {
              engine.dismiss(upload.key);
            }}
          />
        ))}
      </ul>
    </section>
  );
}
