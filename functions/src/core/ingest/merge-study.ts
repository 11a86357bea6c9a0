/** A study's index and ledger with what a bundle brings. Nothing that is there moves: numbers stay what they were. */
import type { FileOutcome } from '@pacs/shared/outcomes';
import type { IndexInstance, LedgerEntry, StudyIndex, StudyLedger } from '@pacs/shared/manifest';
import { groupBy } from '../group-by.ts';
import type { PackedFrame, PackedInstance, StudyAddition } from './packed-instance.ts';
import { renumberDisplay } from './place-display.ts';
import { regroup } from './regroup.ts';

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
  ledger: { version: 1, entries: [] },
});

export const instanceKey = (instance: { sopInstanceUID: string; sha256: string }) =>
  `${instance.sopInstanceUID}|${instance.sha256}`;

export function mergeStudy(current: StudyContent, addition: StudyAddition): MergedStudy {
  const known = new Set(current.ledger.entries.map(instanceKey));
  const uids = new Set(current.ledger.entries.map(({ sopInstanceUID }) => sopInstanceUID));
  const added: PackedInstance[] = [];
  const outcomes = addition.instances.map((instance): FileOutcome => {
    const { entry } = instance;
    if (known.has(instanceKey(instance))) return { entry, outcome: 'duplicate' };
    const outcome = uids.has(instance.sopInstanceUID) ? 'conflicting' : 'ingested';
    known.add(instanceKey(instance));
    uids.add(instance.sopInstanceUID);
    added.push(instance);
    return { entry, outcome };
  });
  if (added.length === 0) return { ...current, added, outcomes, gaps: regroup(current).gaps };

  const packBase = current.index.packs.length;
  const formats = internTable(current.index.formats);
  const displays = internTable(current.index.displays);
  const display = (facts: PackedInstance['display']) =>
    facts && displays.numberOf(renumberDisplay(facts, packBase));
  const frame = ({ display: facts, ...ref }: PackedFrame) => {
    const number = display(facts);
    return { ...ref, pack: ref.pack + packBase, ...(number !== undefined && { display: number }) };
  };
  const images = added
    .filter(({ kind }) => kind === 'image')
    .map((instance): IndexInstance => {
      const displayNumber = display(instance.display);
      const { instanceNumber, acquisitionNumber, position } = instance.stack;
      return {
        id: instance.id,
        series: instance.seriesId,
        sopClassUID: instance.sopClassUID,
        transferSyntaxUID: instance.transferSyntaxUID,
        modality: instance.modality,
        ...(instanceNumber !== undefined && { instanceNumber }),
        ...(acquisitionNumber !== undefined && { acquisitionNumber }),
        role: instance.role,
        ...(instance.format && { format: formats.numberOf(instance.format) }),
        ...(displayNumber !== undefined && { display: displayNumber }),
        ...(position && { position }),
        frames: instance.frames.map(frame),
        ...(instance.unshowable && { unshowable: instance.unshowable }),
      };
    });
  const documents = added
    .filter(({ kind }) => kind === 'document')
    .map(({ id, seriesId, sopClassUID, modality }) => ({ id, series: seriesId, sopClassUID, modality }));
  const entries = added.map((instance): LedgerEntry => ({
    id: instance.id,
    sopInstanceUID: instance.sopInstanceUID,
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
  const ledger: StudyLedger = { version: 1, entries: [...current.ledger.entries, ...entries] };
  const merged: StudyContent = {
    ledger,
    index: {
      version: 1,
      packs: [
        ...current.index.packs,
        ...addition.packs.map(({ name, framesBytes, headsBytes }) => ({ name, framesBytes, headsBytes })),
      ],
      formats: formats.rows,
      displays: displays.rows,
      instances: markConflicts([...current.index.instances, ...images], ledger),
      documents: [...current.index.documents, ...documents],
      stacks: [],
    },
  };
  const { stacks, gaps } = regroup(merged);
  return { ledger, index: { ...merged.index, stacks }, added, outcomes, gaps };
}

/** Equal rows once. */
function internTable<T>(present: readonly T[]) {
  const rows = [...present];
  const numbers = new Map(rows.map((row, number) => [JSON.stringify(row), number]));
  return {
    rows,
    numberOf(row: T): number {
      const json = JSON.stringify(row);
      const number = numbers.get(json) ?? rows.push(row) - 1;
      numbers.set(json, number);
      return number;
    },
  };
}

function markConflicts(instances: IndexInstance[], ledger: StudyLedger): IndexInstance[] {
  const idsOfUid = groupBy(ledger.entries, ({ sopInstanceUID }) => sopInstanceUID);
  const conflicting = new Set(
    [...idsOfUid.values()]
      .filter(({ length }) => length > 1)
      .flatMap((entries) => entries.map(({ id }) => id)),
  );
  return instances.map((instance) =>
    conflicting.has(instance.id) ? { ...instance, conflicting: true } : instance,
  );
}
