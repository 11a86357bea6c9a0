import type { CallableResponse } from '@pacs/shared/callables';
import { languages } from '@pacs/shared/languages';
import { useMemo, type ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { formatDateTime } from '../ui/format.ts';
import { Badge } from '../ui/notice.tsx';
import { Loading } from '../ui/loading.tsx';
import { useNow } from '../ui/use-now.ts';
import { dueOf } from './core/due.ts';
import { channelWords, entryWords, kindWords, mailWords, roleWords, stateWords } from './core/words.ts';
import { Failed } from './failed.tsx';
import { OperatorFrame } from './operator-frame.tsx';
import { StepForm } from './step-form.tsx';
import { useCall } from './use-call.ts';

type Opened = CallableResponse<'openRightsRequest'>;

export default function RequestPage() {
  const { requestId = '' } = useParams();
  const asked = useMemo(() => ({ requestId }), [requestId]);
  const { answer, isPending, again } = useCall('openRightsRequest', asked);
  return (
    <OperatorFrame
      title={`Request ${requestId}`}
      lead={answer.status === 'ready' ? 'That you have opened it is on record.' : undefined}
    >
      <p>
        <Link to="/operator">All requests</Link>
      </p>
      {answer.status === 'loading' && <Loading label="Opening the request" onAgain={again} />}
      {answer.status === 'failed' && <Failed words={answer.problem} onAgain={again} />}
      {answer.status === 'ready' && (
        <>
          <Facts opened={answer.value} />
          <History entries={answer.value.entries} />
          {answer.problem !== undefined && (
            <Failed
              words={`What stands here may be out of date. ${answer.problem}`}
              isPending={isPending}
              onAgain={again}
            />
          )}
          <StepForm
            key={requestId}
            requestId={requestId}
            request={answer.value.request}
            language={nameOf(answer.value.person.language)}
            hasMail={answer.value.person.email !== undefined}
            onChanged={again}
          />
        </>
      )}
    </OperatorFrame>
  );
}

const nameOf = (language: Opened['person']['language']) =>
  languages.find(({ id }) => id === language)?.name ?? language;

function Facts({ opened: { request, person, accountUid } }: { opened: Opened }) {
  const nowMs = useNow();
  const due = dueOf(request, nowMs);
  return (
    <section aria-labelledby="facts" className="operator-card">
      <h2 id="facts">
        {kindWords[request.kind]} · {stateWords[request.state]}{' '}
        {due !== undefined && <Badge tone={due.tone}>{due.words}</Badge>}
      </h2>
      <dl className="operator-facts">
        <Fact name="Name">{person.name}</Fact>
        {person.email !== undefined && (
          <Fact name={request.channel === 'form' ? 'E-mail, confirmed' : 'E-mail, as given'}>
            {person.email}
          </Fact>
        )}
        {person.contact !== undefined && <Fact name="Reached at">{person.contact}</Fact>}
        <Fact name="Came by">{channelWords[request.channel]}</Fact>
        <Fact name="Says to be">{roleWords[request.role]}</Fact>
        <Fact name="Language of letters">{nameOf(person.language)}</Fact>
        {request.role === 'user' && request.channel === 'form' && (
          <Fact name="Account with this address">
            {accountUid === undefined ? 'None' : <span className="mono">{accountUid}</span>}
          </Fact>
        )}
        <Fact name={request.channel === 'form' ? 'Confirmed' : 'Received'}>
          {formatDateTime(request.receivedAtMs)}
        </Fact>
        {request.isOpen && <Fact name="Due">{formatDateTime(request.dueAtMs)}</Fact>}
        {request.closedAtMs !== undefined && <Fact name="Closed">{formatDateTime(request.closedAtMs)}</Fact>}
        {request.removeAtMs !== undefined && (
          <Fact name="Will be removed">{formatDateTime(request.removeAtMs)}</Fact>
        )}
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function History({ entries }: { entries: Opened['entries'] }) {
  return (
    <section aria-labelledby="history">
      <h2 id="history">What was written and done</h2>
      <ol className="operator-history">
        {entries.map(({ atMs, by, what, words, mail }) => (
          <li key={`${String(atMs)} ${what}`} data-by={by.kind}>
            <p>
              <strong>{entryWords[what]}</strong>{' '}
              <time className="muted" dateTime={new Date(atMs).toISOString()}>
                {formatDateTime(atMs)}
              </time>{' '}
              {mail !== undefined && (
                <Badge tone={mail === 'failed' ? 'problem' : 'info'}>{mailWords[mail]}</Badge>
              )}
            </p>
            {words !== '' && <p className="operator-words">{words}</p>}
            {by.kind === 'operator' && <p className="muted mono">{by.uid}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
