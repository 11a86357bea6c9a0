import type { Completeness, StudyDocument } from '@pacs/shared/documents';

/** One study as the list shows it. */
export interface StudyRow {
  id: string;
  study: StudyDocument;
  /** A WebP image. */
  thumbnail: Uint8Array<ArrayBuffer> | undefined;
}

/** How many instances there should be: what was offered, and what a DICOMDIR named that was not there. */
export const expectedInstances = (completeness: Completeness): number =>
  Math.max(completeness.offered, completeness.stored) + completeness.missingByDirectory;

export const isComplete = (completeness: Completeness): boolean =>
  completeness.stored >= expectedInstances(completeness);

/** Why fewer are stored than expected, in words; '' for a complete study. */
export function missingWords(completeness: Completeness): string {
  const { rejected, leftOut, missingByDirectory, gaps } = completeness;
  const parts = [
    rejected > 0 ? `${String(rejected)} could not be used` : '',
    missingByDirectory > 0 ? `${String(missingByDirectory)} named by the disc’s directory but not on it` : '',
    leftOut > 0 ? `${String(leftOut)} left out by choice` : '',
    gaps > 0 ? `${String(gaps)} ${gaps === 1 ? 'gap' : 'gaps'} in the slices` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}
