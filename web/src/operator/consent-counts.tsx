import { useMemo } from 'react';
import { Loading } from '../ui/loading.tsx';
import { Failed } from './failed.tsx';
import { Figures } from './figures.tsx';
import { useCall } from './use-call.ts';

/** How those who were asked about cookies have chosen. */
export function ConsentCounts({ days }: { days: number }) {
  const asked = useMemo(() => ({ days }), [days]);
  const { answer, again } = useCall('readConsents', asked);
  return (
    <section aria-labelledby="consents" tabIndex={-1}>
      <h2 id="consents">Choices about cookies</h2>
      {answer.status === 'loading' && <Loading label="Counting the choices" onAgain={again} />}
      {answer.status === 'failed' && <Failed words={answer.problem} onAgain={again} />}
      {answer.status === 'ready' && (
        <Figures
          figures={[
            { name: 'Choices', value: answer.value.choices.toLocaleString() },
            { name: 'Yes to analytics', value: answer.value.analytics.toLocaleString() },
            { name: 'Yes to advertising', value: answer.value.advertising.toLocaleString() },
            { name: 'Under Global Privacy Control', value: answer.value.underSignal.toLocaleString() },
          ]}
        />
      )}
    </section>
  );
}
