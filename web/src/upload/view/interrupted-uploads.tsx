import { Button } from '../../ui/button.tsx';
import { countOf } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useStore } from '../../intake/view/use-store.ts';
import type { Continuing, Interrupted } from '../core/continue-uploads.ts';

/** What was left unfinished, and what it takes to go on; nothing where nothing was. */
export function InterruptedUploads({ continuing }: { continuing: Continuing }) {
  const { interrupted, looking } = useStore(continuing.store);
  const discard = (uploads: readonly Interrupted[]) => {
    for (const { uploadId } of uploads) void continuing.discard(uploadId);
  };
  const toAsk = interrupted.filter(({ needs }) => needs === 'ask');
  const again = interrupted.filter(({ needs }) => needs === 'again');
  return (
    <>
      {looking !== undefined && (
        <div className="upload-looking">
          <Notice>An interrupted upload goes on: its files are being looked for.</Notice>
          <ProgressBar
            label={`${looking.inspected.toLocaleString()} of ${countOf(looking.found, 'file')}`}
            value={looking.found === 0 ? undefined : looking.inspected / looking.found}
          />
        </div>
      )}
      {toAsk.length > 0 && (
        <Notice>
          <p>{wereInterrupted(toAsk)} The browser will ask whether this page may read the files again.</p>
          <div className="upload-interrupted-actions">
            <Button variant="primary" size="small" onPress={() => void continuing.ask()}>
              Continue uploading
            </Button>
            <Discard uploads={toAsk} onPress={discard} />
          </div>
        </Notice>
      )}
      {again.length > 0 && (
        <Notice>
          <p>{wereInterrupted(again)} Drop the same files again to go on: what was sent is not sent twice.</p>
          <div className="upload-interrupted-actions">
            <Discard uploads={again} onPress={discard} />
          </div>
        </Notice>
      )}
    </>
  );
}

function wereInterrupted(uploads: readonly Interrupted[]): string {
  const files = countOf(
    uploads.reduce((sum, one) => sum + one.files, 0),
    'file',
  );
  return uploads.length === 1
    ? `An upload of ${files} was interrupted.`
    : `${String(uploads.length)} uploads of together ${files} were interrupted.`;
}

function Discard({
  uploads,
  onPress,
}: {
  uploads: readonly Interrupted[];
  onPress: (uploads: readonly Interrupted[]) => void;
}) {
  return (
    <Button
      variant="quiet"
      size="small"
      onPress={() => {
        onPress(uploads);
      }}
    >
      {uploads.length === 1 ? 'Discard this upload' : 'Discard these uploads'}
    </Button>
  );
}
