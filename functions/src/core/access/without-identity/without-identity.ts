/** A study as a link without identity shows it: built anew of what may be told, never the study with things crossed out. */
import type { Completeness, SeriesSummary, StudyDocument } from '@pacs/shared/documents';
import type { LinkDocument } from '@pacs/shared/link-documents';
import { type LeftOutReason } from '@pacs/shared/left-out';
import { StudyLedger } from '@pacs/shared/ledger';
import { StudyIndex } from '@pacs/shared/manifest';
import { gunzipJson } from '../../gzip-json.ts';
import type { LoadedStudy } from '../load-study.ts';
import { type RestrictedIndex, restrictIndex } from '../restrict-index.ts';
import { indexRules } from './index-rules.ts';
import { leftOutOf } from './left-out.ts';
import { type FreshIds, freshIds, pass } from './rules.ts';

/** Of the series that are asked for, or of all of them, why each is left out; no reason: it is shown. */
export function leftOutWithoutIdentity(
  { study, manifest }: LoadedStudy,
  chosen: readonly string[] | undefined,
): { index: StudyIndex; series: Map<string, Set<LeftOutReason>> } {
  const index = gunzipJson(StudyIndex, manifest.index);
  const series = leftOutOf(index, gunzipJson(StudyLedger, manifest.ledger), study.series);
  const asked = chosen && new Set(chosen);
  return { index, series: new Map([...series].filter(([id]) => asked?.has(id) !== false)) };
}

export interface StudyWithoutIdentity extends RestrictedIndex {
  studyId: string;
  series: SeriesSummary[];
  completeness: Completeness;
}

export function withoutIdentity(
  { studyId, series: chosen }: Pick<LinkDocument, 'studyId' | 'series'>,
  idKey: string,
  loaded: LoadedStudy,
): StudyWithoutIdentity {
  const { index: whole, series } = leftOutWithoutIdentity(loaded, chosen);
  const shown = new Set([...series].flatMap(([id, reasons]) => (reasons.size === 0 ? [id] : [])));
  // Whether a series is shown is decided anew each time, under the eyes of who has it open.
  const { index, packs } = restrictIndex(whole, shown, new Set(series.keys()));
  const ids = freshIds(idKey);
  const stored = index.instances.length;
  const asked = [...whole.instances, ...whole.documents].filter((row) => series.has(row.series)).length;
  return {
    studyId: ids('study', studyId),
    index: StudyIndex.parse(pass(indexRules, bare(index), ids)),
    packs,
    series: seriesOf(loaded.study, index, ids),
    // That something is left out is said: whoever reads must know that there is more.
    completeness: {
      offered: asked,
      stored,
      rejected: 0,
      leftOut: 0,
      missingByDirectory: 0,
      gaps: 0,
    },
  };
}

/** Sizes of what is never handed out. */
const bare = (index: StudyIndex): StudyIndex => ({
  ...index,
  packs: index.packs.map((pack) => ({ ...pack, headsBytes: 0 })),
});

/** Its number and modality: no words. */
function seriesOf({ series }: StudyDocument, index: StudyIndex, ids: FreshIds): SeriesSummary[] {
  const modalities = new Map(index.instances.map((row) => [row.series, row.modality]));
  return series.flatMap(({ id, number }) => {
    const modality = modalities.get(id);
    if (modality === undefined) return [];
    return [{ id: ids('series', id), modality, ...(number !== undefined && { number }) }];
  });
}
