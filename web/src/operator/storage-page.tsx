import type { CallableResponse } from '@pacs/shared/callables';
import { limits } from '@pacs/shared/limits';
import { useEffect, useState } from 'react';
import { call } from '../firebase/call.ts';
import { errorWords } from '../ui/app-error-words.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { countOf, formatBytes } from '../ui/format.ts';
import { handOnFocus } from '../ui/hand-on-focus.ts';
import { Loading } from '../ui/loading.tsx';
import { Failed } from './failed.tsx';
import { Figures } from './figures.tsx';
import { OperatorFrame, OperatorTable } from './operator-frame.tsx';

type Page = CallableResponse<'readStorage'>;

/** What each account stores, a page at a time. */
export default function StoragePage() {
  const [pages, setPages] = useState<Page[]>([]);
  // A new object for every try.
  const [asked, setAsked] = useState<{ after?: string }>({});
  const [isPending, setPending] = useState(true);
  const [problem, setProblem] = useState<string>();

  useEffect(() => {
    let isOver = false;
    call('readStorage', asked)
      .then(
        (page) => {
          if (!isOver) setPages((before) => (asked.after === undefined ? [page] : [...before, page]));
        },
        (error: unknown) => {
          if (!isOver) setProblem(errorWords(error));
        },
      )
      .finally(() => {
        if (!isOver) setPending(false);
      });
    return () => {
      isOver = true;
    };
  }, [asked]);
  const ask = (next: { after?: string }) => {
    setPending(true);
    setProblem(undefined);
    setAsked({ ...next });
  };

  const total = pages[0]?.total;
  const users = pages.flatMap((page) => page.users);
  const next = pages.at(-1)?.next;
  return (
    <OperatorFrame
      title="Storage"
      lead={`Bytes and counts by account, in the order of their ids. Each may store ${formatBytes(limits.quotaBytesPerUser)}.`}
    >
      {problem !== undefined && (
        <Failed
          words={problem}
          onAgain={() => {
            ask(asked);
          }}
        />
      )}
      {isPending && pages.length === 0 && (
        <Loading
          label="Adding up"
          onAgain={() => {
            ask(asked);
          }}
        />
      )}
      {total !== undefined && (
        <Figures
          figures={[
            { name: 'Stored', value: formatBytes(total.bytes) },
            { name: 'Studies', value: total.studies.toLocaleString() },
            { name: 'Accounts', value: total.users.toLocaleString() },
          ]}
        />
      )}
      {pages.length > 0 && users.length === 0 && (
        <EmptyState title="No accounts yet">
          <p>Accounts are listed once they have confirmed the terms.</p>
        </EmptyState>
      )}
      {users.length > 0 && (
        <OperatorTable
          caption="Storage by account"
          head={['Account', 'Studies', 'Stored', 'Of what it may']}
          numbers={[1, 2, 3]}
          rows={users.map(({ uid, studies, bytes }) => ({
            key: uid,
            cells: [
              <span key="uid" className="mono">
                {uid}
              </span>,
              studies.toLocaleString(),
              formatBytes(bytes),
              (bytes / limits.quotaBytesPerUser).toLocaleString(undefined, {
                style: 'percent',
                maximumFractionDigits: 1,
              }),
            ],
          }))}
        />
      )}
      {total !== undefined && users.length > 0 && (
        <p className="muted" role="status">
          {users.length.toLocaleString()} of {countOf(total.users, 'account')}
        </p>
      )}
      {next !== undefined && (
        <div ref={handOnFocus}>
          <Button
            isPending={isPending}
            onPress={() => {
              ask({ after: next });
            }}
          >
            Show more accounts
          </Button>
        </div>
      )}
    </OperatorFrame>
  );
}
