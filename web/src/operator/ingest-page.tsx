import type { UploadInTrouble } from '@pacs/shared/operator';
import { CircleCheck } from 'lucide-react';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Notice } from '../ui/notice.tsx';
import { countOf, formatDistance, formatTime } from '../ui/format.ts';
import { Loading } from '../ui/loading.tsx';
import { useNow } from '../ui/use-now.ts';
import { Failed } from './failed.tsx';
import { Figures } from './figures.tsx';
import { OperatorFrame, OperatorTable } from './operator-frame.tsx';
import { useCall } from './use-call.ts';

const nothing = {};

/** How uploads fare, without saying whose they are. */
export default function IngestPage() {
  const { answer, isPending, again } = useCall('readIngestHealth', nothing);
  return (
    <OperatorFrame
      title="Ingest"
      lead="Uploads that did not end as they should, of the last seven days. Ids only: neither accounts nor what was uploaded."
    >
      {answer.status === 'loading' && <Loading label="Asking how ingest is doing" onAgain={again} />}
      {answer.status === 'failed' && <Failed words={answer.problem} onAgain={again} />}
      {answer.status === 'ready' && (
        <>
          <Figures
            figures={[
              { name: 'Open uploads', value: String(answer.value.open) },
              {
                name: 'Stuck',
                value: String(answer.value.stuck.count),
                isProblem: answer.value.stuck.count > 0,
              },
              {
                name: 'With failed parts',
                value: String(answer.value.failed.count),
                isProblem: answer.value.failed.count > 0,
              },
              { name: 'Studies waiting for transcoding', value: String(answer.value.studiesToTranscode) },
              { name: 'Studies being deleted', value: String(answer.value.studiesBeingDeleted) },
            ]}
          />
          {answer.value.stuck.count + answer.value.failed.count === 0 ? (
            <EmptyState
              icon={<CircleCheck size={40} strokeWidth={1.5} aria-hidden />}
              title="Nothing is stuck, nothing has failed"
            >
              <p>Stuck is what has waited for an hour after its upload had ended.</p>
            </EmptyState>
          ) : (
            <>
              <Uploads title="Stuck" found={answer.value.stuck} />
              <Uploads title="With failed parts" found={answer.value.failed} />
            </>
          )}
          {answer.problem !== undefined && <Notice tone="problem">{answer.problem}</Notice>}
          <div className="operator-again">
            <Button isPending={isPending} onPress={again}>
              Ask again
            </Button>
            <p className="muted" role="status">
              As of {formatTime(answer.atMs)}.
            </p>
          </div>
        </>
      )}
    </OperatorFrame>
  );
}

function Uploads({
  title,
  found: { count, uploads },
}: {
  title: string;
  found: { count: number; uploads: readonly UploadInTrouble[] };
}) {
  const nowMs = useNow();
  if (count === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <OperatorTable
        caption={title}
        head={['Upload', 'Begun', 'Awaited', 'Failed']}
        numbers={[2, 3]}
        rows={uploads.map(({ uploadId, createdAtMs, awaited, failed }) => ({
          key: uploadId,
          cells: [
            <span key="id" className="mono">
              {uploadId}
            </span>,
            formatDistance(createdAtMs, nowMs),
            awaited,
            failed,
          ],
        }))}
      />
      {count > uploads.length && (
        <p className="muted">
          {countOf(uploads.length, 'upload')} of {count}.
        </p>
      )}
    </section>
  );
}
