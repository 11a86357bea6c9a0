import type { LinkDocument } from '@pacs/shared/link-documents';
import { formatDateTime } from '../ui/format.ts';
import { Badge } from '../ui/notice.tsx';
import type { ActivityRow } from './core/activity-files.ts';
import { actorWords, fromWords, outcomeWords, wordsOfAction } from './core/activity-words.ts';

interface ActivityTableProps {
  rows: readonly ActivityRow[];
  studies: readonly { id: string; title: string }[];
  linkOf: (linkId: string) => LinkDocument | undefined;
}

/** Roles are named, for on narrow screens the parts of a row stand below each other. */
export function ActivityTable({ rows, studies, linkOf }: ActivityTableProps) {
  const titles = new Map(studies.map(({ id, title }) => [id, title]));
  return (
    <table className="activity-table" role="table">
      <caption className="visually-hidden">Events, the latest first</caption>
      <thead role="rowgroup">
        <tr role="row">
          {['When', 'What', 'Study', 'Who', 'From', 'Outcome'].map((name) => (
            <th key={name} role="columnheader" scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map(({ id, event }) => (
          <tr key={id} role="row" data-action={event.action}>
            <td role="cell" className="activity-when">
              <time dateTime={new Date(event.atMs).toISOString()}>{formatDateTime(event.atMs)}</time>
            </td>
            <td role="cell" className="activity-what">
              {wordsOfAction(event.action)}
            </td>
            <td role="cell">
              {titles.get(event.studyId) ?? <span className="muted">A study that is no longer there</span>}
            </td>
            <td role="cell">{actorWords(event, linkOf, formatDateTime)}</td>
            <td role="cell" className="muted">
              {fromWords(event)}
            </td>
            <td role="cell">
              {event.outcome === 'success' ? (
                <span className="muted">{outcomeWords(event)}</span>
              ) : (
                <Badge tone="warning">{outcomeWords(event)}</Badge>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
