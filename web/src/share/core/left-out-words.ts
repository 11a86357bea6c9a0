/** What a link without identity leaves out, in words. */
import type { CallableResponse } from '@pacs/shared/callables';
import type { LeftOutReason } from '@pacs/shared/left-out';
import type { Scope, SeriesChoice } from './scope.ts';

export type IdentityPreview = CallableResponse<'previewWithoutIdentity'>['series'];

const reasons: Readonly<Record<LeftOutReason, string>> = {
  document: 'holds documents, which are text about the patient',
  kind: 'is of a kind whose pictures often have names in them',
  capture: 'holds captures of a screen',
  'dose-page': 'holds a dose page',
  'burned-in': 'says that there are words in its pictures',
  'not-stated': 'does not say that its pictures are free of words',
  'screen-image': 'holds pictures of a screen',
  overlay: 'has drawings or words laid over its images',
  'foreign-coding': 'was compressed elsewhere, and its data could carry more than images',
  together: 'is stored together with other series',
};

export interface LeftOutSeries {
  id: string;
  series: string;
  why: string;
}

/** Of the series that the link is to show; `all`: none can be shown. */
export function leftOutWords(
  preview: IdentityPreview,
  choices: readonly SeriesChoice[],
  scope: Scope,
): { leftOut: LeftOutSeries[]; all: boolean } {
  const asked = preview.filter(({ id }) => scope?.has(id) !== false);
  const leftOut = asked.flatMap(({ id, leftOut }) => {
    if (leftOut.length === 0) return [];
    const series = choices.find((choice) => choice.id === id)?.words ?? 'A series';
    return [{ id, series, why: leftOut.map((reason) => reasons[reason]).join('; ') }];
  });
  return { leftOut, all: leftOut.length === asked.length };
}
