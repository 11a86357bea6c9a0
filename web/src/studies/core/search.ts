import { foldText } from '@pacs/shared/dicom/fold-text';
import type { StudyRow } from './study-row.ts';

/** Rows whose search text holds every word of the query, in any order. All of them for an empty query. */
export function searchRows(rows: readonly StudyRow[], query: string): readonly StudyRow[] {
  const words = foldText(query)
    .split(/[\s,^]+/)
    .filter((word) => word !== '');
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const text = foldText(row.study.searchText);
    return words.every((word) => text.includes(word));
  });
}
