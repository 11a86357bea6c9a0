/** The study's document after a bundle. */
import type { Completeness, StudyDocument, UploadDocument } from '@pacs/shared/documents';
import type { StudyIndex } from '@pacs/shared/manifest';
import { sopClassName } from '@pacs/shared/dicom/sop-class';
import { searchText } from '@pacs/shared/dicom/search-text';
import { boundedSeries, boundedStacks } from '@pacs/shared/study/series-words';
import { mergeIdentities, mergeSeries } from '@pacs/shared/study/merge-words';
import type { MergedStudy } from './merge-study.ts';

export interface Occasion {
  ownerUid: string;
  studyId: string;
  incarnation: string;
  uploadId: string;
  upload: UploadDocument;
  manifestParts: number;
  nowMs: number;
}

export function describeStudy(
  previous: StudyDocument | undefined,
  merged: MergedStudy,
  occasion: Occasion,
): StudyDocument {
  const [sample] = merged.added;
  const first = previous ?? (sample && { identity: sample.identity, description: sample.description });
  if (!first) throw new RangeError('nothing to describe');
  const identities = merged.added.map(({ identity }) => identity);
  const { identity, conflict } = mergeIdentities(
    first.identity,
    previous?.identityConflict ?? [],
    identities,
    previous?.acceptedIdentities,
  );
  const { series, isCut } = boundedSeries(
    mergeSeries(
      previous?.series ?? [],
      merged.added.map((added) => added.series),
    ),
  );
  const modalities = [...new Set(series.map(({ modality }) => modality))].slice(0, 32);
  const description = merged.added.reduce(
    (known, added) => ({ ...added.description, ...known }),
    first.description,
  );
  const isOpen = occasion.upload.state === 'open';
  const openUploads = [
    ...new Set([...(previous?.openUploads ?? []), ...(isOpen ? [occasion.uploadId] : [])]),
  ].slice(-50);
  const { index, ledger } = merged;
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
  return {
    ownerUid: occasion.ownerUid,
    state: openUploads.length > 0 ? 'receiving' : 'ready',
    incarnation: occasion.incarnation,
    rev: (previous?.rev ?? 0) + 1,
    manifestParts: occasion.manifestParts,
    identity,
    ...(conflict.length > 0 && { identityConflict: conflict }),
    ...(previous?.keeping && { keeping: previous.keeping }),
    ...(previous?.acceptedIdentities && { acceptedIdentities: previous.acceptedIdentities }),
    description,
    modalities,
    series,
    stacks: boundedStacks(
      index.stacks.map(({ id, series: seriesId, role, frames, label }) => ({
        id,
        series: seriesId,
        role,
        frames: frames.length,
        ...(label !== undefined && { label }),
      })),
    ),
    counts: {
      series: new Set([...index.instances, ...index.documents].map((row) => row.series)).size,
      instances: ledger.entries.length,
      images: index.instances.length,
      documents: index.documents.length,
      bytes: sum(ledger.entries.map(({ bytes }) => bytes)),
      storedBytes: sum(index.packs.map(({ framesBytes, headsBytes }) => framesBytes + headsBytes)),
    },
    documentKinds: documentKinds(index),
    completeness: mergeCompleteness(previous?.completeness, merged, occasion),
    openUploads,
    notes: [
      ...new Set([
        ...(isCut ? ['series-words-cut'] : []),
        ...(previous?.notes ?? []),
        ...merged.added.flatMap(({ notes }) => notes),
      ]),
    ].slice(0, 64),
    createdAtMs: previous?.createdAtMs ?? occasion.nowMs,
    updatedAtMs: occasion.nowMs,
    searchText: searchText(
      [identity, ...conflict, ...(previous?.acceptedIdentities ?? [])],
      description,
      modalities,
      series,
    ),
  };
}

function documentKinds({ documents }: StudyIndex): StudyDocument['documentKinds'] {
  const counts = new Map<string, number>();
  for (const { sopClassUID } of documents) {
    const name = sopClassName(sopClassUID);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => ({ name, count })).slice(0, 64);
}

/**
 * An upload is counted with the first bundle that reaches its study. What was left out is the latest choice; what
 * a directory named stays missing, for nobody can say whether it came since.
 */
function mergeCompleteness(
  previous: Completeness | undefined,
  merged: MergedStudy,
  { upload, studyId }: Occasion,
): Completeness {
  const stored = merged.ledger.entries.length;
  const isFirst = upload.studyId === studyId && !upload.studyIds.includes(studyId);
  return {
    offered: stored + merged.ledger.missing.length,
    stored,
    rejected: merged.ledger.rejected.length,
    leftOut: isFirst ? upload.leftOut : (previous?.leftOut ?? 0),
    missingByDirectory: Math.max(previous?.missingByDirectory ?? 0, isFirst ? upload.missingByDirectory : 0),
    gaps: merged.gaps,
  };
}
