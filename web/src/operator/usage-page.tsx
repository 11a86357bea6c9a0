import { collections } from '@pacs/shared/paths';
import { ChartColumn } from 'lucide-react';
import { useMemo, useState } from 'react';
import { EmptyState } from '../ui/empty-state.tsx';
import { Notice } from '../ui/notice.tsx';
import { RadioButtons } from '../ui/radio-buttons.tsx';
import { Loading } from '../ui/loading.tsx';
import { useNow } from '../ui/use-now.ts';
import { countDays, daysUntil, eventsOf, eventWords, UsageDay } from './core/usage-days.ts';
import { ConsentCounts } from './consent-counts.tsx';
import { Figures } from './figures.tsx';
import { OperatorFrame, OperatorTable } from './operator-frame.tsx';
import { UsageChart } from './usage-chart.tsx';
import { useFirst } from './use-first.ts';

const periods = [
  { id: '30', name: '30 days' },
  { id: '90', name: '90 days' },
] as const;

const read = (data: unknown) => UsageDay.safeParse(data).data;

/** What was used per day, by those who have said yes to being counted. */
export default function UsagePage() {
  const [period, setPeriod] = useState<(typeof periods)[number]['id']>('30');
  const count = Number(period);
  const query = useMemo(
    () => ({ collectionPath: collections.usageDays, sortBy: 'day', direction: 'desc', rows: count }) as const,
    [count],
  );
  const nowMs = useNow();
  const found = useFirst(query, read);
  const counted = found.status === 'ready' ? found.rows.map(({ data }) => data) : [];
  const days = countDays(daysUntil(nowMs, count), counted);
  const events = eventsOf(days);
  const total = days.reduce((sum, day) => sum + day.total, 0);
  return (
    <OperatorFrame
      title="Usage"
      lead="Events per day (UTC) of this installation’s own counter: of visitors who said yes to analytics, and without anything that tells who they were."
    >
      <RadioButtons label="How far back" options={periods} value={period} onChange={setPeriod} />
      {found.status === 'loading' && <Loading label="Loading the days" />}
      {found.status === 'failed' && (
        <Notice tone="problem">The days can’t be loaded. Check the connection and reload the page.</Notice>
      )}
      {found.status === 'ready' && total === 0 && (
        <EmptyState
          icon={<ChartColumn size={40} strokeWidth={1.5} aria-hidden />}
          title="Nothing was counted in this time"
        >
          <p>Counting begins with a visitor’s yes. With Google Analytics, see there.</p>
        </EmptyState>
      )}
      {total > 0 && (
        <>
          <Figures
            figures={[
              { name: 'Events', value: total.toLocaleString() },
              { name: 'Days with any', value: String(days.filter((day) => day.total > 0).length) },
            ]}
          />
          <UsageChart days={days} />
          <OperatorTable
            caption="Events per day, the latest day on top"
            head={['Day', 'All', ...events.map(eventWords)]}
            numbers={[1, ...events.map((_, at) => at + 2)]}
            rows={days
              .filter((day) => day.total > 0)
              .toReversed()
              .map(({ day, total: ofDay, byEvent }) => ({
                key: day,
                cells: [day, ofDay, ...events.map((event) => byEvent.get(event) ?? 0)],
              }))}
          />
        </>
      )}
      <ConsentCounts days={count} />
    </OperatorFrame>
  );
}
