/** Which series the user wants; everything is ticked until it is unticked. */
import type { PatientNode, StudyNode } from '../../intake/core/grouping.ts';

export type Unticked = ReadonlySet<string>;

export function tickedSeries(study: StudyNode, unticked: Unticked): Set<string> {
  return new Set(study.series.map(({ key }) => key).filter((key) => !unticked.has(key)));
}

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
    const series = study.series.filter(({ key }) => !unticked.has(key));
    if (series.length > 0) sum.studies += 1;
    for (const { images, bytes } of series) {
      sum.images += images;
      sum.bytes += bytes;
    }
  }
  return sum;
}
