/** Which series of a study a link shows. */
import type { SeriesSummary, StudyDocument } from '@pacs/shared/documents';
import type { LinkDocument } from '@pacs/shared/link-documents';
import { limits } from '@pacs/shared/limits';

/** What of a study can be shared by itself. */
export interface SeriesChoice {
  id: string;
  words: string;
}

type Shared = Pick<StudyDocument, 'series' | 'stacks'>;

const images = (count: number) => `${count.toLocaleString('en')} ${count === 1 ? 'image' : 'images'}`;

function wordsOf({ number, modality, description, protocol }: SeriesSummary, frames: number): string {
  return [
    number === undefined ? 'Series' : `Series ${String(number)}`,
    modality,
    description ?? protocol ?? '',
    frames === 0 ? 'no images' : images(frames),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

/** In the order of the study; names and numbers as its files have them. */
export function seriesChoices({ series, stacks }: Shared): SeriesChoice[] {
  const framesOf = (id: string) =>
    stacks.reduce((sum, stack) => (stack.series === id ? sum + stack.frames : sum), 0);
  return series.map((one) => ({ id: one.id, words: wordsOf(one, framesOf(one.id)) }));
}

/** Ids of the chosen series; undefined: all of the study, what it gets later too. */
export type Scope = ReadonlySet<string> | undefined;

/** What has to be put right before a link is made. */
export function scopeProblem(scope: Scope): string | undefined {
  if (scope?.size === 0) return 'Choose at least one series.';
  if (scope !== undefined && scope.size > limits.linkMaxSeries)
    return `Choose at most ${String(limits.linkMaxSeries)} series.`;
  return undefined;
}

/** "2 of 5 series"; undefined for a link to all of its study. `total` where the study is known. */
export function scopeWords({ series }: LinkDocument, total: number | undefined): string | undefined {
  if (series === undefined) return undefined;
  return total === undefined
    ? `${String(series.length)} series`
    : `${String(series.length)} of ${String(total)} series`;
}
