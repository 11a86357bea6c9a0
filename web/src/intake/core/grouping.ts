/**
 * Groups scanned instances by patient, study and series as they come. A study is told apart as the server
 * does: StudyInstanceUID, PatientID and IssuerOfPatientID. Priors are never matched by PatientID alone, so
 * a patient here is one PatientID with one name and birth date.
 */
import type { PatientIdentity } from '@pacs/shared/documents';
import type { ScannedInstance } from './scanned.ts';

export interface SeriesNode {
  key: string;
  number?: number;
  modality: string;
  description?: string;
  instances: number;
  images: number;
  bytes: number;
}

export interface StudyNode {
  key: string;
  studyInstanceUID: string;
  identity: PatientIdentity;
  studyDate?: string | undefined;
  studyDescription?: string | undefined;
  modalities: string[];
  instances: number;
  images: number;
  bytes: number;
  /** Its files name more than one person or birth date. */
  identityConflict: boolean;
  /** Files that end before their header says. */
  truncated: number;
  /** Files that look like copies of another in this selection; only their digest decides, when uploading. */
  repeated: number;
  series: SeriesNode[];
}

export interface PatientNode {
  key: string;
  identity: PatientIdentity;
  studies: StudyNode[];
}

export interface Grouping {
  add(instance: ScannedInstance): void;
  removeStudy(studyKey: string): void;
  /** Patients by name, studies newest first, series by number. New objects on every call. */
  patients(): PatientNode[];
  /** By series and number; without `seriesKeys` all of the study. */
  instancesOf(studyKey: string, seriesKeys?: ReadonlySet<string>): ScannedInstance[];
}

interface Group {
  node: StudyNode;
  patientKey: string;
  series: Map<string, { node: SeriesNode; instances: ScannedInstance[] }>;
  seen: Set<string>;
}

const separator = '\u0000';
const joinKey = (...parts: (string | undefined)[]): string => parts.map((part) => part ?? '').join(separator);

function personKey(identity: PatientIdentity): string {
  const name = identity.patientName;
  const words = [name?.alphabetic, name?.ideographic, name?.phonetic].map((group) =>
    (group ?? '')
      .replace(/[\s^]+/g, ' ')
      .trim()
      .toLowerCase(),
  );
  return joinKey(...words, identity.patientBirthDate);
}

export function studyKeyOf({ facts }: ScannedInstance): string {
  return joinKey(facts.studyKey, facts.identity.patientID, facts.identity.issuerOfPatientID);
}

export function createGrouping(): Grouping {
  const groups = new Map<string, Group>();

  function groupOf(instance: ScannedInstance): Group {
    const { facts } = instance;
    const key = studyKeyOf(instance);
    const known = groups.get(key);
    if (known !== undefined) return known;
    const { patientID, issuerOfPatientID } = facts.identity;
    const created: Group = {
      patientKey: joinKey(patientID, issuerOfPatientID, personKey(facts.identity)),
      series: new Map(),
      seen: new Set(),
      node: {
        key,
        studyInstanceUID: facts.studyInstanceUID,
        identity: facts.identity,
        ...facts.description,
        modalities: [],
        instances: 0,
        images: 0,
        bytes: 0,
        identityConflict: false,
        truncated: 0,
        repeated: 0,
        series: [],
      },
    };
    groups.set(key, created);
    return created;
  }

  return {
    add(instance) {
      const { facts, file } = instance;
      const group = groupOf(instance);
      const key = joinKey(group.node.key, facts.seriesInstanceUID);
      let series = group.series.get(key);
      if (series === undefined) {
        const { number, modality, description } = facts.series;
        const node: SeriesNode = { key, modality, instances: 0, images: 0, bytes: 0 };
        if (number !== undefined) node.number = number;
        if (description !== undefined) node.description = description;
        series = { node, instances: [] };
        group.series.set(key, series);
      }
      series.instances.push(instance);
      const copyKey = joinKey(facts.sopInstanceUID, String(file.place.bytes));
      if (group.seen.has(copyKey)) {
        group.node.repeated += 1;
        return;
      }
      group.seen.add(copyKey);
      for (const node of [group.node, series.node]) {
        node.instances += 1;
        node.images += facts.image ? facts.numberOfFrames : 0;
        node.bytes += file.place.bytes;
      }
      const { node } = group;
      if (facts.series.modality !== '' && !node.modalities.includes(facts.series.modality))
        node.modalities.push(facts.series.modality);
      if (facts.notes.includes('truncated')) node.truncated += 1;
      if (personKey(facts.identity) !== personKey(node.identity)) node.identityConflict = true;
    },
    removeStudy(studyKey) {
      groups.delete(studyKey);
    },
    patients() {
      const patients = new Map<string, PatientNode>();
      for (const { patientKey, node, series } of groups.values()) {
        const patient = patients.get(patientKey) ?? { key: patientKey, identity: node.identity, studies: [] };
        patients.set(patientKey, patient);
        patient.studies.push({
          ...node,
          modalities: [...node.modalities].sort(),
          series: [...series.values()].map((entry) => ({ ...entry.node })).sort(bySeriesNumber),
        });
      }
      for (const patient of patients.values()) patient.studies.sort(newestFirst);
      return [...patients.values()].sort(byName);
    },
    instancesOf(studyKey, seriesKeys) {
      const group = groups.get(studyKey);
      if (group === undefined) return [];
      return [...group.series.values()]
        .filter(({ node }) => seriesKeys?.has(node.key) ?? true)
        .sort((a, b) => bySeriesNumber(a.node, b.node))
        .flatMap(({ instances }) => [...instances].sort(byInstanceNumber));
    },
  };
}

const last = Number.MAX_SAFE_INTEGER;

function bySeriesNumber(a: SeriesNode, b: SeriesNode): number {
  return (a.number ?? last) - (b.number ?? last);
}

function byInstanceNumber(a: ScannedInstance, b: ScannedInstance): number {
  return (a.facts.instanceNumber ?? last) - (b.facts.instanceNumber ?? last);
}

function newestFirst(a: StudyNode, b: StudyNode): number {
  return (b.studyDate ?? '').localeCompare(a.studyDate ?? '');
}

function byName(a: PatientNode, b: PatientNode): number {
  return (a.identity.patientName?.alphabetic ?? '').localeCompare(b.identity.patientName?.alphabetic ?? '');
}
