import type { LinkDocument } from '@pacs/shared/link-documents';
import { History } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { countOf } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { saveBlob } from '../ui/save-blob.ts';
import { Loading } from '../ui/loading.tsx';
import { useTitle } from '../ui/use-title.ts';
import { ActivityFilters } from './activity-filters.tsx';
import { ActivityTable } from './activity-table.tsx';
import { activityCsv, activityJson } from './core/activity-files.ts';
import { filterFromAddress, filterToAddress } from './core/activity-filter.ts';
import { useActivity } from './use-activity.ts';
import './activity.css';

export interface ActivityPageProps {
  /** The studies there are, as the filter names them. */
  studies: readonly { id: string; title: string }[];
  linkOf: (linkId: string) => LinkDocument | undefined;
}

const formats = {
  csv: { write: activityCsv, type: 'text/csv;charset=utf-8', name: 'activity.csv', words: 'Export CSV' },
  json: { write: activityJson, type: 'application/json', name: 'activity.json', words: 'Export JSON' },
} as const;
type Format = keyof typeof formats;

/** Who has opened, changed and shared what. */
export function ActivityPage({ studies, linkOf }: ActivityPageProps) {
  useTitle('Activity');
  const [address, setAddress] = useSearchParams();
  const said = address.toString();
  const filter = useMemo(() => filterFromAddress(new URLSearchParams(said)), [said]);
  const { status, rows, more, all } = useActivity(filter);
  const [busy, setBusy] = useState<'more' | Format>();
  const [problem, setProblem] = useState<string>();
  const isFiltered = Object.keys(filterToAddress(filter)).length > 0;

  const attempt = async (what: 'more' | Format, work: () => Promise<void>) => {
    setBusy(what);
    setProblem(undefined);
    try {
      await work();
    } catch {
      setProblem('The events can’t be read. Check the connection and try again.');
    } finally {
      setBusy(undefined);
    }
  };
  const save = async (format: Format) => {
    const { write, type, name } = formats[format];
    saveBlob(new Blob([write(await all(), linkOf)], { type }), name);
  };

  return (
    <div className="activity-page">
      <header>
        <h1>Activity</h1>
        <p className="muted">
          Every access to your studies and every change to them, by you or through a link. No account can
          alter or remove these entries. Addresses are cut, so that they name a network and no person.
        </p>
      </header>
      <div className="activity-tools">
        <ActivityFilters
          studies={studies}
          value={filter}
          onChange={(next) => {
            setAddress(filterToAddress(next), { replace: true, preventScrollReset: true });
          }}
        />
        <div className="activity-exports">
          {(['csv', 'json'] as const).map((format) => (
            <Button
              key={format}
              isDisabled={rows.length === 0}
              isPending={busy === format}
              onPress={() => void attempt(format, () => save(format))}
            >
              {formats[format].words}
            </Button>
          ))}
        </div>
      </div>
      {problem !== undefined && <Notice tone="problem">{problem}</Notice>}
      {status === 'loading' && <Loading label="Loading the events" />}
      {status === 'failed' && (
        <Notice tone="problem">The events can’t be loaded. Check the connection and reload the page.</Notice>
      )}
      {status === 'ready' && rows.length === 0 && (
        <EmptyState
          icon={<History size={40} strokeWidth={1.5} aria-hidden />}
          title={isFiltered ? 'Nothing found' : 'Nothing has happened yet'}
        >
          <p>
            {isFiltered
              ? 'No event fits all that you have chosen above.'
              : 'Once a study is stored, opened or shared, it is written down here.'}
          </p>
        </EmptyState>
      )}
      {rows.length > 0 && (
        <>
          <ActivityTable rows={rows} studies={studies} linkOf={linkOf} />
          <div className="activity-end">
            <p className="muted" role="status">
              {more === undefined
                ? countOf(rows.length, 'event')
                : `The latest ${countOf(rows.length, 'event')}`}
            </p>
            {more !== undefined && (
              <Button isPending={busy === 'more'} onPress={() => void attempt('more', more)}>
                Show older events
              </Button>
            )}
          </div>
        </>
      )}
    </div>
  );
}
