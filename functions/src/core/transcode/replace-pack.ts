import type { IndexInstance, StudyIndex } from '@pacs/shared/manifest';
import { type IndexTables, indexRow, internTable } from '@pacs/shared/study/index-rows';
import { documentRow } from '../ingest/document-row.ts';
import type { StudyContent } from '../ingest/merge-study.ts';
import type { PackedInstance, StudyAddition } from '../ingest/packed-instance.ts';
import { placeInstance } from '../ingest/place-instance.ts';

/**
 * The same study with what lay in pack `number` lying in the addition's packs. The numbers of packs and instances
 * stay, so that who has opened the study before goes on; the old pack is left without bytes. Throws where the
 * addition is not what the pack held.
 */
export function replacePack(
  { index, ledger }: StudyContent,
  number: number,
  addition: StudyAddition,
): StudyContent {
  const packBase = index.packs.length;
  const placed = new Map(addition.instances.map((fresh) => [fresh.id, placeInstance(fresh, packBase)]));
  const entries = ledger.entries.map((entry) => {
    if (entry.pack !== number) return entry;
    const fresh = placed.get(entry.id);
    if (fresh?.sha256 !== entry.sha256) throw new RangeError('the pack held another file');
    return { ...entry, pack: fresh.pack, head: fresh.head };
  });
  // Made anew, for rows of the tables that only the old pack's instances used go.
  const tables: IndexTables = { formats: internTable([]), displays: internTable([]) };
  const instances = index.instances.map((row) => {
    const fresh = placed.get(row.id);
    return fresh ? replaced(row, fresh, tables) : renumbered(row, index, tables);
  });
  return {
    ledger: { ...ledger, entries },
    index: {
      ...index,
      packs: [
        ...index.packs.map((pack, i) => (i === number ? { ...pack, framesBytes: 0, headsBytes: 0 } : pack)),
        ...addition.packs.map(({ held: _held, ...pack }) => pack),
      ],
      formats: tables.formats.rows,
      displays: tables.displays.rows,
      instances,
      // A video's stream lies in the pack, too.
      documents: index.documents.map((row) => {
        const fresh = placed.get(row.id);
        return fresh ? documentRow(fresh) : row;
      }),
    },
  };
}

function replaced(row: IndexInstance, fresh: PackedInstance, tables: IndexTables): IndexInstance {
  const { format, display, frames } = indexRow(fresh, tables);
  if (frames.length !== row.frames.length) throw new RangeError('the file has other frames now');
  const { format: _format, display: _display, ...kept } = row;
  return {
    ...kept,
    ...(format !== undefined && { format }),
    ...(display !== undefined && { display }),
    frames,
  };
}

function renumbered(
  row: IndexInstance,
  index: StudyIndex,
  { formats, displays }: IndexTables,
): IndexInstance {
  const format = index.formats[row.format ?? -1];
  const displayOf = (number: number | undefined) => {
    const facts = index.displays[number ?? -1];
    return facts && { display: displays.numberOf(facts) };
  };
  return {
    ...row,
    ...(format && { format: formats.numberOf(format) }),
    ...displayOf(row.display),
    frames: row.frames.map((frame) => ({ ...frame, ...displayOf(frame.display) })),
  };
}
