/** What of a study is there, in numbers and words: the list, the viewer and the link page say the same. */
import type { Completeness } from './documents.ts';

/**
 * How many there should be. Files that a DICOMDIR names and the disc lacks were never offered, so they add; holes
 * in the stacks may be the very images that were offered and did not arrive, so they only raise.
 */
export const expectedInstances = ({ offered, stored, missingByDirectory, gaps }: Completeness): number =>
  Math.max(Math.max(offered, stored) + missingByDirectory, stored + gaps);

export const isComplete = (completeness: Completeness): boolean =>
  completeness.stored >= expectedInstances(completeness);

/** '118 of 120 images'; undefined for a complete study. */
export function incompleteWords(completeness: Completeness): string | undefined {
  if (isComplete(completeness)) return undefined;
  const [stored, expected] = [completeness.stored, expectedInstances(completeness)];
  return `${stored.toLocaleString('en')} of ${expected.toLocaleString('en')} images`;
}

/** Why, in words: what could not be used, is missing, or was left out by choice; '' where nothing is to be said. */
export function missingWords({ rejected, leftOut, missingByDirectory, gaps }: Completeness): string {
  const parts = [
    rejected > 0 ? `${String(rejected)} could not be used` : '',
    missingByDirectory > 0 ? `${String(missingByDirectory)} named by the disc’s directory but not on it` : '',
    leftOut > 0 ? `${String(leftOut)} left out by choice` : '',
    gaps > 0 ? `${String(gaps)} ${gaps === 1 ? 'gap' : 'gaps'} in the slices` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}
