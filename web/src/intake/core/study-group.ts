/** One study while its files come in, and how it is shown. */
import type { PatientIdentity } from '@pacs/shared/documents';
import type { PatientNode, SeriesNode, StudyNode } from './nodes.ts';
import type { ScannedInstance } from './scanned.ts';

export interface SeriesGroup {
  node: SeriesNode;
  instances: ScannedInstance[];
  /** Ids that a directory lists, with whether each is an image. */
  awaited: Map<string, boolean>;
  missing: Set<string>;
}

export interface Group {
  node: StudyNode;
  /** Key by what the first file itself says. */
  ownKey?: string;
  series: Map<string, SeriesGroup>;
  seen: Set<string>;
}

const separator = '\u0000';
export const joinKey = (...parts: (string | undefined)[]): string =>
  parts.map((part) => part ?? '').join(separator);

export function personKey(identity: PatientIdentity): string {
  const name = identity.patientName;
  const words = [name?.alphabetic, name?.ideographic, name?.phonetic].map((group) =>
    (group ?? '')
      .replace(/[\s^]+/g, ' ')
      .trim()
      .toLowerCase(),
  );
  return joinKey(...words, identity.patientBirthDate);
}

export const patientKeyOf = (identity: PatientIdentity): string =>
  joinKey(identity.patientID, identity.issuerOfPatientID, personKey(identity));

/** Directories need not tell the birth date. */
export function samePerson(
  patients: Iterable<PatientNode>,
  identity: PatientIdentity,
): PatientNode | undefined {
  const named = (one: PatientIdentity): string =>
    joinKey(one.patientID, personKey({ ...one, patientBirthDate: identity.patientBirthDate }));
  return [...patients].find((patient) => named(patient.identity) === named(identity));
}

export function studyNode({ node, series }: Group): StudyNode {
  const nodes = [...series.values()].map(seriesNode).filter((one) => one.instances + one.missing > 0);
  const sum = (count: (one: SeriesNode) => number): number =>
    nodes.reduce((total, one) => total + count(one), 0);
  return {
    ...node,
    instances: sum(({ instances }) => instances),
    images: sum(({ images }) => images),
    bytes: sum(({ bytes }) => bytes),
    awaited: sum(({ awaited }) => awaited),
    missing: sum(({ missing }) => missing),
    modalities: [...node.modalities].sort(),
    series: nodes.sort(bySeriesNumber),
  };
}

function seriesNode({ node, awaited, missing }: SeriesGroup): SeriesNode {
  const images = [...awaited.values()].filter((isImage) => isImage).length;
  return {
    ...node,
    instances: node.instances + awaited.size,
    images: node.images + images,
    awaited: awaited.size,
    missing: missing.size,
  };
}

const last = Number.MAX_SAFE_INTEGER;

export function bySeriesNumber(a: SeriesNode, b: SeriesNode): number {
  return (a.number ?? last) - (b.number ?? last);
}

export function byInstanceNumber(a: ScannedInstance, b: ScannedInstance): number {
  return (a.facts.instanceNumber ?? last) - (b.facts.instanceNumber ?? last);
}

export function newestFirst(a: StudyNode, b: StudyNode): number {
  return (b.studyDate ?? '').localeCompare(a.studyDate ?? '');
}

export function byName(a: PatientNode, b: PatientNode): number {
  return (a.identity.patientName?.alphabetic ?? '').localeCompare(b.identity.patientName?.alphabetic ?? '');
}
