/** A study's index and ledger with what a bundle brings. Nothing that is there moves: numbers stay what they were. */
import { groupBy } from '@pacs/shared/group-by';
import type { FileOutcome } from '@pacs/shared/outcomes';
import type { LedgerEntry, StudyLedger } from '@pacs/shared/ledger';
import type { IndexInstance, StudyIndex } from '@pacs/shared/manifest';
import { indexRow, internTable } from '@pacs/shared/study/index-rows';
import { regroup, uidOf } from '@pacs/shared/study/regroup';
import { instanceKey, stillMissing, stillRejected } from '../instance-key.ts';
import { documentRow } from './document-row.ts';
import type { PackedInstance, StudyAddition } from './packed-instance.ts';
import { placeInstance } from './place-instance.ts';

export interface StudyContent {
  index: StudyIndex;
  ledger: StudyLedger;
}

export interface MergedStudy extends StudyContent {
  /** What was not stored before. */
  added: PackedInstance[];
  outcomes: FileOutcome[];
  gaps: number;
}

export const emptyStudy = (): StudyContent => ({
  index: { version: 1, packs: [], formats: [], displays: [], instances: [], documents: [], stacks: [] },
  ledger: { version: 1, entries: [], missing: [], rejected: [] },
});

/** What came with an addition and is no instance of it. */
export interface Beside {
  /** By its ticket, where the study does not know it yet. */
  announced?: string | undefined;
  /** Digests of files that could not be used. */
  rejected?: readonly string[];
}

export function mergeStudy(
  current: StudyContent,
  addition: StudyAddition,
  { announced = '', rejected: unusable = [] }: Beside = {},
): MergedStudy {
  const known = new Set(current.ledger.entries.map(instanceKey));
  const uids = new Set(current.ledger.entries.map(uidOf));
  const added: PackedInstance[] = [];
  const outcomes = addition.instances.map((instance): FileOutcome => {
    const { entry } = instance;
    if (known.has(instanceKey(instance))) return { entry, outcome: 'duplicate' };
    const outcome = uids.has(uidOf(instance)) ? 'conflicting' : 'ingested';
    known.add(instanceKey(instance));
    uids.add(uidOf(instance));
    added.push(instance);
    return { entry, outcome };
  });
  if (added.length === 0) {
    const { entries } = current.ledger;
    const missing = stillMissing(current.ledger.missing, announced, entries);
    const rejected = stillRejected(current.ledger.rejected, unusable, entries);
    const ledger = { ...current.ledger, missing, rejected };
    return { index: current.index, ledger, added, outcomes, gaps: regroup(current.index, entries).gaps };
  }

  const packBase = current.index.packs.length;
  const formats = internTable(current.index.formats);
  const displays = internTable(current.index.displays);
  const images = added
    .filter(({ kind }) => kind === 'image')
    .map((instance): IndexInstance => indexRow(placeInstance(instance, packBase), { formats, displays }));
  const documents = added
    .filter(({ kind }) => kind === 'document')
    .map((instance) => documentRow(placeInstance(instance, packBase)));
  const entries = added.map((instance): LedgerEntry => ({
    id: instance.id,
    sopInstanceUID: instance.sopInstanceUID,
    ...(instance.uidDerived && { uidDerived: true as const }),
    seriesInstanceUID: instance.seriesInstanceUID,
    sha256: instance.sha256,
    bytes: instance.bytes,
    pack: instance.pack + packBase,
    head: instance.head,
    complete: instance.complete,
    lossy: instance.lossy,
    facts: instance.stack,
    ...(instance.frameStacks && { frameFacts: instance.frameStacks.map((facts) => facts ?? {}) }),
  }));
  const allEntries = [...current.ledger.entries, ...entries];
  const missing = stillMissing(current.ledger.missing, announced, allEntries);
  const rejected = stillRejected(current.ledger.rejected, unusable, allEntries);
  const ledger: StudyLedger = { version: 1, entries: allEntries, missing, rejected };
  const merged: StudyContent = {
    ledger,
    index: {
      version: 1,
      packs: [...current.index.packs, ...addition.packs.map(({ held: _held, ...pack }) => pack)],
      formats: formats.rows,
      displays: displays.rows,
      instances: markConflicts([...current.index.instances, ...images], ledger),
      documents: [...current.index.documents, ...documents],
      stacks: [],
    },
  };
  const { stacks, gaps } = regroup(merged.index, merged.ledger.entries);
  return { ledger, index: { ...merged.index, stacks }, added, outcomes, gaps };
}

function markConflicts(instances: IndexInstance[], ledger: StudyLedger): IndexInstance[] {
  const idsOfUid = groupBy(ledger.entries, uidOf);
  const conflicting = new Set(
    [...idsOfUid.values()]
      .filter(({ length }) => length > 1)
      .flatMap((entries) => entries.map(({ id }) => id)),
  );
  return instances.map((instance) =>
    conflicting.has(instance.id) ? { ...instance, conflicting: true } : instance,
  );
}
