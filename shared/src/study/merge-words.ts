/** Who and what a study is, from what each of its files says. */
import { identitiesDisagree } from '../dicom/same-patient.ts';
import type { PatientIdentity, SeriesSummary } from '../documents.ts';

/**
 * The first identity stays the study's; what contradicts it is kept beside it, what completes it is taken over.
 * `accepted` are others that the owner has said to be the same patient: what agrees with one contradicts nothing.
 */
export function mergeIdentities(
  first: PatientIdentity,
  conflict: readonly PatientIdentity[],
  identities: readonly PatientIdentity[],
  accepted: readonly PatientIdentity[] = [],
): { identity: PatientIdentity; conflict: PatientIdentity[] } {
  let identity = first;
  const others = [...conflict];
  for (const candidate of identities) {
    if (!identitiesDisagree(identity, candidate)) identity = { ...candidate, ...identity };
    else if ([...accepted, ...others].every((other) => identitiesDisagree(other, candidate)))
      others.push(candidate);
  }
  return { identity, conflict: others.slice(0, 8) };
}

export function mergeSeries(
  present: readonly SeriesSummary[],
  added: readonly SeriesSummary[],
): SeriesSummary[] {
  const byId = new Map(present.map((series) => [series.id, series]));
  for (const series of added) byId.set(series.id, { ...series, ...byId.get(series.id) });
  return [...byId.values()].sort(
    (a, b) => (a.number ?? Infinity) - (b.number ?? Infinity) || a.id.localeCompare(b.id),
  );
}
