import type { StudySession } from '../engine/study-session.ts';
import { say } from '../../words/say.ts';

/** What the strip calls the series of a stack. */
export function seriesWords({ study }: StudySession, stack: number): string {
  const found = study.index.stacks[stack];
  const series = study.opened.series.find(({ id }) => id === found?.series);
  const name = series?.description ?? say('Series {n}', { n: series?.number ?? stack + 1 });
  return found?.label === undefined ? name : `${name} (${found.label})`;
}
