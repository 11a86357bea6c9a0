/**
 * Directory records as a tree (PS3.3 F.3). Offsets say how they hang together; writers that moved records or
 * forgot offsets are read in the order of the file, where a record lies below the nearest one of a higher kind.
 */
import { directoryFields as fields } from '../documents/document-tags.ts';
import { elementOf, itemsOf, number, plainText } from '../values.ts';
import type { DataItem } from '../walk.ts';

export interface RecordNode {
  item: DataItem;
  children: RecordNode[];
}

const levels = ['PATIENT', 'STUDY', 'SERIES'];
const inactive = 0;

/** The topmost records that are in use. Every record appears once, whatever the offsets say. */
export function recordTree(root: DataItem): RecordNode[] {
  const items = itemsOf(root, fields.directoryRecordSequence);
  const linked = byOffsets(root, items);
  return linked ?? byOrder(items.filter(isInUse));
}

const isInUse = (item: DataItem): boolean => number(item, fields.recordInUseFlag) !== inactive;

/** Where a record's item begins: its first element (0004,1400) stands behind the item's 8 bytes and its own 8. */
const offsetOf = (item: DataItem): number => (elementOf(item, fields.offsetOfNextRecord)?.at ?? 16) - 16;

/** undefined where the offsets do not lead to every record that is in use. */
function byOffsets(root: DataItem, items: readonly DataItem[]): RecordNode[] | undefined {
  const byOffset = new Map(items.map((item) => [offsetOf(item), item]));
  const seen = new Set<DataItem>();
  const tops: RecordNode[] = [];
  const waiting = [{ offset: number(root, fields.offsetOfFirstRecord) ?? 0, into: tops }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    let { offset } = next;
    for (
      let item = byOffset.get(offset);
      item !== undefined && !seen.has(item);
      item = byOffset.get(offset)
    ) {
      seen.add(item);
      const node: RecordNode = { item, children: [] };
      // What hangs below a record that is not in use is walked too, and dropped with it.
      if (isInUse(item)) next.into.push(node);
      waiting.push({ offset: number(item, fields.offsetOfLowerLevel) ?? 0, into: node.children });
      offset = number(item, fields.offsetOfNextRecord) ?? 0;
    }
  }
  return items.every((item) => seen.has(item) || !isInUse(item)) ? tops : undefined;
}

function byOrder(items: readonly DataItem[]): RecordNode[] {
  const tops: RecordNode[] = [];
  /** The last record of each level, as long as nothing above it began anew. */
  let open: RecordNode[] = [];
  for (const item of items) {
    const type = plainText(item, fields.directoryRecordType)?.toUpperCase() ?? '';
    const level = levels.indexOf(type);
    const depth = level < 0 ? levels.length : level;
    const node: RecordNode = { item, children: [] };
    const parent = open.slice(0, depth).findLast((one) => one as RecordNode | undefined);
    (parent?.children ?? tops).push(node);
    if (level >= 0) {
      open = open.slice(0, level);
      open[level] = node;
    }
  }
  return tops;
}
