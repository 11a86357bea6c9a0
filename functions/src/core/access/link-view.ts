/** A study as one of its links shows it: whole, or the chosen series alone. */
import type { LinkDocument, StudyDocument } from '@pacs/shared/documents';
import { StudyIndex } from '@pacs/shared/manifest';
import { gunzipJson, gzipJson } from '../gzip-json.ts';
import type { LoadedStudy } from './load-study.ts';
import { restrictIndex } from './restrict-index.ts';

export interface LinkView {
  /** Its packs, in the index as in the names, have the numbers that the link's visitors know. */
  loaded: LoadedStudy;
  /** Of the stack that opens first. */
  firstPacks: readonly number[];
  /** The study's own numbers of the packs, by the numbers that visitors know. */
  packs: readonly number[];
}

export function viewOfLink({ series }: LinkDocument, loaded: LoadedStudy): LinkView {
  const { manifest, index: whole, ledger } = loaded.manifest;
  if (series === undefined)
    return { loaded, firstPacks: manifest.first?.packs ?? [], packs: [...manifest.packNames.keys()] };
  const chosen = new Set(series);
  const { index, packs } = restrictIndex(gunzipJson(StudyIndex, whole), chosen);
  // What is at hand for opening may be another series: the viewer fetches its first picture itself.
  const { first: _first, ...rest } = manifest;
  const frames = index.stacks[0]?.frames ?? [];
  return {
    packs,
    firstPacks: [
      ...new Set(frames.flatMap(([row, frame]) => index.instances[row]?.frames[frame]?.pack ?? [])),
    ],
    loaded: {
      study: studyOf(loaded.study, chosen, index),
      manifest: {
        manifest: { ...rest, packNames: packs.map((pack) => manifest.packNames[pack] ?? '') },
        index: gzipJson(index),
        ledger,
      },
    },
  };
}

/** How much was offered, stored or is missing would tell of the rest. */
function studyOf(study: StudyDocument, chosen: ReadonlySet<string>, index: StudyIndex): StudyDocument {
  const stored = index.instances.length + index.documents.length;
  return {
    ...study,
    series: study.series.filter(({ id }) => chosen.has(id)),
    completeness: { offered: stored, stored, rejected: 0, leftOut: 0, missingByDirectory: 0, gaps: 0 },
  };
}
