/** Which series the user wants; everything is ticked until it is unticked. */
import type { PatientNode, StudyNode } from '../../intake/core/nodes.ts';

export type Unticked = ReadonlySet<string>;

export function tickedSeries(study: StudyNode, unticked: Unticked): Set<string> {
  return new Set(
    study.series.flatMap(({ key, instances }) => (instances > 0 && !unticked.has(key) ? [key] : [])),
  );
}

/** Files of the series that are not ticked. */
export const leftOutOf = (study: StudyNode, ticked: ReadonlySet<string>): number =>
  study.series.reduce((sum, { key, instances }) => sum + (ticked.has(key) ? 0 : instances), 0);

/** Files that the disc's directory names and the disc lacks, of the series that are wanted. */
export const missingOf = (study: StudyNode, unticked: Unticked): number =>
  study.series.reduce((sum, { key, missing }) => sum + (unticked.has(key) ? 0 : missing), 0);

export function withTicked(unticked: Unticked, keys: readonly string[], ticked: boolean): Unticked {
  const next = new Set(unticked);
  for (const key of keys) {
    if (ticked) next.delete(key);
    else next.add(key);
  }
  return next;
}

export interface SelectionSum {
  studies: number;
  images: number;
  bytes: number;
}

export function sumOfTicked(patients: readonly PatientNode[], unticked: Unticked): SelectionSum {
  const sum = { studies: 0, images: 0, bytes: 0 };
  for (const study of patients.flatMap((patient) => patient.studies)) {
    const ticked = tickedSeries(study, unticked);
    const series = study.series.filter(({ key }) => ticked.has(key));
    if (series.length > 0) sum.studies += 1;
    for (const { images, bytes } of series) {
      sum.images += images;
      sum.bytes += bytes;
    }
  }
  return sum;
}
