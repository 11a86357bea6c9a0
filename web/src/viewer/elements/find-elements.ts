/** Searching in a list of elements by name, tag, VR or value. */
import { foldText } from '@pacs/shared/dicom/fold-text';
import { tagWords, type ElementRow } from '@pacs/shared/dicom/list-elements';

/** '(0010,0020)', '0010,0020' and '00100020' find the same. */
const searchable = ({ tag, keyword, name, vr, value }: ElementRow): string => {
  const words = tagWords(tag);
  return foldText(`${words} ${words.replace(/[(),]/g, '')} ${keyword} ${name} ${vr} ${value}`);
};

/** Rows in which every word of the question occurs, below the sequences that hold them. */
export function findElements(rows: readonly ElementRow[], question: string): readonly ElementRow[] {
  const words = foldText(question).split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  const found: ElementRow[] = [];
  /** Of the row at hand, from the top; those that are in `found` are dropped. */
  let above: ElementRow[] = [];
  for (const row of rows) {
    above = above.filter(({ depth }) => depth < row.depth);
    const text = searchable(row);
    if (words.every((word) => text.includes(word))) {
      found.push(...above.filter((holder) => !found.includes(holder)), row);
      above = [];
    } else above.push(row);
  }
  return found;
}
