import { limits } from '../../limits.ts';
import { type Charset, charsetOf } from '../charset.ts';
import { fieldFinder } from './document-tags.ts';
import { openFile } from '../framing.ts';
import type { TagField } from '../tags.ts';
import { plainTexts } from '../values.ts';
import { type DataItem, walkDataSet } from '../walk.ts';

export interface DataSet {
  root: DataItem;
  charset: Charset;
}

/**
 * All of one file's data set that `table` names, pixel data excepted. Undefined where the bytes cannot be read as
 * one: no DICOM, too deep, too large, breaking off. Never throws.
 */
export function readDataSet(
  bytes: Uint8Array,
  table: Readonly<Record<string, TagField>>,
): DataSet | undefined {
  try {
    const opened = openFile(bytes, bytes.length, limits.headerMaxBytes);
    if (opened === undefined || opened.cut) return undefined;
    const { root, broken } = walkDataSet({
      source: opened.source,
      at: opened.at,
      framing: opened.framing,
      totalBytes: opened.totalBytes,
      mayHavePixels: () => true,
      fieldOf: fieldFinder(table),
    });
    return broken ? undefined : { root, charset: charsetWithin(root, charsetOf([])) };
  } catch {
    return undefined;
  }
}

/** An item may declare its own (PS3.3 C.12.1.1.2); else what surrounds it holds. */
export function charsetWithin(item: DataItem, outer: Charset): Charset {
  const terms = plainTexts(item, 'specificCharacterSet');
  return terms.length === 0 ? outer : charsetOf(terms);
}
