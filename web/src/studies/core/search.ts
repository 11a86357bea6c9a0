import type { StudyRow } from './study-row.ts';

/** Without case and without accents, so that "muller" finds "Müller". */
const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Rows whose search text holds every word of the query, in any order. All of them for an empty query. */
export function searchRows(rows: readonly StudyRow[], query: string): readonly StudyRow[] {
  const words = fold(query)
    .split(/[\s,^]+/)
    .filter((word) => word !== '');
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const text = fold(row.study.searchText);
    return words.every((word) => text.includes(word));
  });
}
