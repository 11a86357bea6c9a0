import { limits } from '@pacs/shared/limits';
import type { LinkDocument } from '@pacs/shared/link-documents';
import { useState } from 'react';
import { call } from '../firebase/call.ts';
import { errorWords } from '../ui/app-error-words.ts';
import { Button } from '../ui/button.tsx';
import { formatDateTime } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { alertWords, type AlertRow } from './core/alerts.ts';

interface AlertListProps {
  /** Not yet read; at least one. */
  alerts: readonly AlertRow[];
  linkOf: (linkId: string) => LinkDocument | undefined;
  titleOf: (studyId: string) => string;
}

/** What has happened to links that were to tell of it. */
export function AlertList({ alerts, linkOf, titleOf }: AlertListProps) {
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const markRead = async () => {
    setPending(true);
    setProblem(undefined);
    try {
      for (let at = 0; at < alerts.length; at += limits.alertsMarkedAtOnce) {
        const some = alerts.slice(at, at + limits.alertsMarkedAtOnce);
        await call('readAlerts', { alertIds: some.map(({ id }) => id) });
      }
    } catch (error) {
      setProblem(errorWords(error));
    } finally {
      setPending(false);
    }
  };
  return (
    <section className="alert-list" aria-labelledby="alerts-title">
      <div className="alert-head">
        <h2 id="alerts-title">What your links tell you</h2>
        <Button size="small" isPending={isPending} onPress={() => void markRead()}>
          Mark as read
        </Button>
      </div>
      <ul>
        {alerts.map(({ id, data }) => (
          <li key={id} data-what={data.what}>
            <p>{alertWords(data, linkOf(data.linkId), formatDateTime)}</p>
            <p className="muted">
              {titleOf(data.studyId)} · {formatDateTime(data.atMs)}
            </p>
          </li>
        ))}
      </ul>
      {problem !== undefined && <Notice tone="problem">{problem}</Notice>}
    </section>
  );
}
