import { collections } from '@pacs/shared/paths';
import { RightsRequestDocument } from '@pacs/shared/rights';
import { Inbox } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import { EmptyState } from '../ui/empty-state.tsx';
import { countOf, formatDateTime } from '../ui/format.ts';
import { Badge, Notice } from '../ui/notice.tsx';
import { RadioButtons } from '../ui/radio-buttons.tsx';
import { Loading } from '../ui/loading.tsx';
import { useNow } from '../ui/use-now.ts';
import { dueOf } from './core/due.ts';
import { kindWords, roleWords, stateWords } from './core/words.ts';
import { OperatorFrame, OperatorTable } from './operator-frame.tsx';
import { useFirst } from './use-first.ts';

const rows = 100;
const lists = [
  { id: 'open', name: 'Open' },
  { id: 'closed', name: 'Closed' },
] as const;
type ListId = (typeof lists)[number]['id'];

const shownWords = (count: number, list: ListId): string =>
  count === rows ? `The first ${String(rows)}, ${list}` : `${countOf(count, 'request')}, ${list}`;

const read = (data: unknown) => RightsRequestDocument.safeParse(data).data;

/** The queue of requests, the one that is due first on top: who asked is seen only where one is opened. */
export default function QueuePage() {
  const [list, setList] = useState<ListId>('open');
  const nowMs = useNow();
  const query = useMemo(
    () =>
      list === 'open'
        ? ({
            collectionPath: collections.rightsRequests,
            equal: { isOpen: true },
            sortBy: 'dueAtMs',
            direction: 'asc',
            rows,
          } as const)
        : ({
            collectionPath: collections.rightsRequests,
            sortBy: 'closedAtMs',
            direction: 'desc',
            rows,
          } as const),
    [list],
  );
  const found = useFirst(query, read);
  return (
    <OperatorFrame
      title="Requests about personal data"
      lead="Confirmed by e-mail or entered by hand, to be answered within 30 days. Who asks, and what was written, stands in the request; opening one is put on record."
    >
      <p>
        <Link to="/operator/requests/new">Enter one that came by letter or telephone</Link>
      </p>
      <RadioButtons label="Show" options={lists} value={list} onChange={setList} />
      {found.status === 'loading' && <Loading label="Loading the requests" />}
      {found.status === 'failed' && (
        <Notice tone="problem">
          The requests can’t be loaded. Check the connection and reload the page.
        </Notice>
      )}
      {found.status === 'ready' && found.rows.length === 0 && (
        <EmptyState
          icon={<Inbox size={40} strokeWidth={1.5} aria-hidden />}
          title={list === 'open' ? 'Nothing to answer' : 'Nothing has been closed yet'}
        >
          <p>Requests come in by the page “Your data”, once their sender has confirmed the address.</p>
        </EmptyState>
      )}
      <p className="muted" role="status">
        {found.status === 'ready' && found.rows.length > 0 && shownWords(found.rows.length, list)}
      </p>
      {found.status === 'ready' && found.rows.length > 0 && (
        <OperatorTable
          caption={list === 'open' ? 'Open requests, due first on top' : 'Closed requests, latest on top'}
          head={['Request', 'What', 'Who', 'State', list === 'open' ? 'Due' : 'Closed']}
          rows={found.rows.map(({ id, data }) => {
            const due = dueOf(data, nowMs);
            return {
              key: id,
              cells: [
                <Link key="id" className="mono" to={`/operator/requests/${id}`}>
                  {id}
                </Link>,
                kindWords[data.kind],
                roleWords[data.role],
                <span key="state">
                  {stateWords[data.state]} {data.isOpen && data.hasNews && <Badge tone="info">New</Badge>}
                </span>,
                due === undefined ? (
                  formatDateTime(data.closedAtMs ?? data.receivedAtMs)
                ) : (
                  <Badge key="due" tone={due.tone}>
                    {due.words}
                  </Badge>
                ),
              ],
            };
          })}
        />
      )}
    </OperatorFrame>
  );
}
