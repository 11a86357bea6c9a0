/** A study as one of its links shows it: whole, or the chosen series alone, or without identity. */
import type { StudyDocument } from '@pacs/shared/documents';
import { AppError } from '@pacs/shared/errors';
import type { LinkDocument } from '@pacs/shared/link-documents';
import { StudyIndex } from '@pacs/shared/manifest';
import type { Opened } from '@pacs/shared/opened';
import { gunzipJson, gzipJson } from '../gzip-json.ts';
import type { StoredManifest } from '../ports.ts';
import type { ToldStudy } from './describe-opened.ts';
import type { LoadedStudy } from './load-study.ts';
import { restrictIndex } from './restrict-index.ts';
import { withoutIdentity } from './without-identity/without-identity.ts';

export interface LinkView {
  told: ToldStudy & Pick<Opened, 'description'>;
  /** Its packs, in the index as in the names, have the numbers that the link's visitors know. */
  manifest: StoredManifest;
  /** Of the stack that opens first. */
  firstPacks: readonly number[];
  /** The study's own numbers of the packs, by the numbers that visitors know; undefined: none has that number. */
  packs: readonly (number | undefined)[];
}

/** Whether such a link's packs can be told from the study's head alone, without its index. */
export const showsAllPacks = ({ series, withoutIdentity: isBare }: LinkDocument): boolean =>
  series === undefined && isBare !== true;

/** `idKey`: of a link without identity, which shows nothing where it is missing. Errors: link-unavailable. */
export function viewOfLink(
  link: LinkDocument,
  idKey: string | undefined,
  { study, manifest: stored }: LoadedStudy,
): LinkView {
  const { studyId } = link;
  if (link.withoutIdentity === true) {
    if (idKey === undefined) throw new AppError('link-unavailable');
    const shown = withoutIdentity(link, idKey, { study, manifest: stored });
    const { series, completeness } = shown;
    return {
      told: {
        studyId: shown.studyId,
        identity: {},
        description: {},
        identityRemoved: true,
        series,
        completeness,
      },
      ...partOf(stored, shown),
    };
  }
  const { studyInstanceUID: _uid, accessionNumber: _accession, ...description } = study.description;
  const { identity, identityConflict, completeness } = study;
  const told = {
    studyId,
    identity,
    description,
    series: study.series,
    completeness,
    ...(identityConflict && { identityConflict }),
  };
  if (link.series === undefined) {
    const { first, packNames } = stored.manifest;
    return { told, manifest: stored, firstPacks: first?.packs ?? [], packs: [...packNames.keys()] };
  }
  const chosen = new Set(link.series);
  const shown = restrictIndex(gunzipJson(StudyIndex, stored.index), chosen);
  return { told: { ...told, ...restricted(study, chosen, shown.index) }, ...partOf(stored, shown) };
}

function partOf(
  { manifest, ledger }: StoredManifest,
  { index, packs }: { index: StudyIndex; packs: readonly (number | undefined)[] },
): Omit<LinkView, 'told'> {
  // What is at hand for opening may be another series: the viewer fetches its first picture itself.
  const { first: _first, ...rest } = manifest;
  const frames = index.stacks[0]?.frames ?? [];
  return {
    packs,
    firstPacks: [
      ...new Set(frames.flatMap(([row, frame]) => index.instances[row]?.frames[frame]?.pack ?? [])),
    ],
    manifest: {
      manifest: { ...rest, packNames: packs.map((pack) => manifest.packNames[pack ?? -1] ?? '') },
      index: gzipJson(index),
      ledger,
    },
  };
}

/** How much was offered, stored or is missing would tell of the rest. */
function restricted(
  { series }: StudyDocument,
  chosen: ReadonlySet<string>,
  index: StudyIndex,
): Pick<ToldStudy, 'series' | 'completeness'> {
  const stored = index.instances.length + index.documents.length;
  return {
    series: series.filter(({ id }) => chosen.has(id)),
    completeness: { offered: stored, stored, rejected: 0, leftOut: 0, missingByDirectory: 0, gaps: 0 },
  };
}
