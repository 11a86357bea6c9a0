/** What a ZIP holds, as files of their own. */
import { isJunk } from '@pacs/shared/archives/junk';
import { present } from '@pacs/shared/dicom/present';
import { limits } from '@pacs/shared/limits';
import type { FileReading } from './file-reading.ts';
import type { AsideReason } from './inspection.ts';
import { packedBytes, storedSlice, wholeFile } from './place.ts';
import type { SourceFile } from './place.ts';
import type { AsideFile } from './scanned.ts';

export interface Entries {
  files: SourceFile[];
  refused: AsideFile[];
}

/** The files of a ZIP, or why it cannot be opened. A ZIP inside a ZIP is opened, one inside that is not. */
export async function entriesOf(work: FileReading, file: SourceFile): Promise<Entries | AsideReason> {
  if (file.nesting > limits.archiveMaxNesting) return 'zip-nested-too-deep';
  if (file.place.packing === 'deflated' && file.place.bytes > limits.archiveMaxExpandedBytes)
    return 'zip-expands-too-far';
  const archive =
    file.place.packing === 'stored' ? storedSlice(file.place) : await work.expand(packedBytes(file.place));
  if (archive === undefined) return 'zip-damaged';
  const read = await work.listZip(archive);
  if (read.status === 'refused') return read.reason;
  const entries: Entries = { files: [], refused: [] };
  for (const entry of read.entries) {
    const label = `${file.label} › ${entry.path}`;
    if (entry.status === 'refused') {
      if (isJunk(entry.path)) continue;
      entries.refused.push({ label, reason: entry.reason });
      continue;
    }
    const { at, storedBytes, packing, bytes, crc32 } = entry;
    entries.files.push({
      label,
      nesting: file.nesting + 1,
      ...present({ root: file.root }),
      place: { ...wholeFile(archive), at, storedBytes, packing, bytes, crc32 },
    });
  }
  return entries;
}
