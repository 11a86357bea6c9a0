/**
 * Groups scanned instances by patient, study and series as they come. A study is told apart as the server
 * does: StudyInstanceUID, PatientID and IssuerOfPatientID. Priors are never matched by PatientID alone, so
 * a patient here is one PatientID with one name and birth date.
 */
import type { DicomDirectory, DirectoryPatient } from '@pacs/shared/dicom/media/dicomdir';
import { present } from '@pacs/shared/dicom/present';
import type { PatientIdentity } from '@pacs/shared/documents';
import type { PatientNode, SeriesNode, StudyNode } from './nodes.ts';
import type { ScannedInstance } from './scanned.ts';
import {
  byInstanceNumber,
  byName,
  bySeriesNumber,
  joinKey,
  newestFirst,
  patientKeyOf,
  personKey,
  samePerson,
  studyNode,
} from './study-group.ts';
import type { Group, SeriesGroup } from './study-group.ts';

/** Where a disc's directory says that a file belongs. */
export interface ListedPlace {
  studyKey: string;
  seriesKey: string;
  /** The same for the same file, should its disc be given twice. */
  id: string;
}

export interface Grouping {
  /** `listed`: where a directory named it. What the file itself says counts. */
  add(instance: ScannedInstance, listed?: ListedPlace): void;
  /** Shows what a disc should hold before its files are read. Places in the order of `directoryInstances`. */
  announce(directory: DicomDirectory): ListedPlace[];
  /** `read`: looked into, whatever came of it. `missing`: it is not among the files. */
  settle(listed: ListedPlace, outcome: 'read' | 'missing'): void;
  removeStudy(studyKey: string): void;
  /** Patients by name, studies newest first, series by number. New objects on every call. */
  patients(): PatientNode[];
  /** By series and number; without `seriesKeys` all of the study. */
  instancesOf(studyKey: string, seriesKeys?: ReadonlySet<string>): ScannedInstance[];
}

export function studyKeyOf({ facts }: ScannedInstance): string {
  return joinKey(facts.studyKey, facts.identity.patientID, facts.identity.issuerOfPatientID);
}

const emptyCounts = { instances: 0, images: 0, bytes: 0, awaited: 0, missing: 0 } as const;

export function createGrouping(): Grouping {
  const groups = new Map<string, Group>();
  /** Studies that a directory announced under another key: directories know no IssuerOfPatientID. */
  const announcedAs = new Map<string, string>();

  function newGroup(key: string, about: Pick<StudyNode, 'studyInstanceUID' | 'identity'>): Group {
    const created: Group = {
      series: new Map(),
      seen: new Set(),
      node: {
        ...emptyCounts,
        key,
        ...about,
        modalities: [],
        isListed: false,
        identityConflict: false,
        truncated: 0,
        repeated: 0,
        series: [],
      },
    };
    groups.set(key, created);
    return created;
  }

  function groupOf(instance: ScannedInstance, listed: ListedPlace | undefined): Group {
    const { facts } = instance;
    const own = studyKeyOf(instance);
    const announced = listed && groups.get(listed.studyKey);
    if (announced !== undefined && announced.ownKey === undefined && !groups.has(own)) {
      const { studyInstanceUID, identity } = announced.node;
      if (studyInstanceUID === facts.studyKey && identity.patientID === facts.identity.patientID)
        announcedAs.set(own, announced.node.key);
    }
    const key = announcedAs.get(own) ?? own;
    const group = groups.get(key) ?? newGroup(key, facts);
    if (group.ownKey === undefined) {
      group.ownKey = own;
      const { studyInstanceUID, identity, description } = facts;
      Object.assign(group.node, { studyInstanceUID, identity, ...description });
    }
    return group;
  }

  function seriesOf(group: Group, seriesInstanceUID: string, about: SeriesFacts): SeriesGroup {
    const key = joinKey(group.node.key, seriesInstanceUID);
    const known = group.series.get(key);
    if (known !== undefined) return known;
    const { number, modality, description } = about;
    const node: SeriesNode = { ...emptyCounts, key, modality, ...present({ number, description }) };
    const series: SeriesGroup = { node, instances: [], awaited: new Map(), missing: new Set() };
    group.series.set(key, series);
    if (modality !== '' && !group.node.modalities.includes(modality)) group.node.modalities.push(modality);
    return series;
  }

  function settle({ studyKey, seriesKey, id }: ListedPlace, outcome: 'read' | 'missing'): void {
    const series = groups.get(studyKey)?.series.get(seriesKey);
    series?.awaited.delete(id);
    if (outcome === 'missing') series?.missing.add(id);
    else series?.missing.delete(id);
  }

  return {
    announce(directory) {
      const places: ListedPlace[] = [];
      for (const patient of directory.patients) {
        const identity = identityOf(patient);
        for (const { studyInstanceUID = '', studyDate, studyDescription, series } of patient.studies) {
          const key = joinKey(studyInstanceUID, patient.patientID, undefined);
          let group = groups.get(announcedAs.get(key) ?? key);
          if (group === undefined) {
            group = newGroup(key, { studyInstanceUID, identity });
            Object.assign(group.node, present({ studyDate, studyDescription }));
          }
          group.node.isListed = true;
          for (const listed of series) {
            const about: SeriesFacts = {
              modality: listed.modality ?? '',
              number: listed.seriesNumber,
              description: listed.seriesDescription,
            };
            const { node, awaited } = seriesOf(group, listed.seriesInstanceUID ?? '', about);
            for (const { sopInstanceUID, path, type } of listed.instances) {
              const id = sopInstanceUID ?? path.join('/');
              awaited.set(id, type === 'IMAGE');
              places.push({ studyKey: group.node.key, seriesKey: node.key, id });
            }
          }
        }
      }
      return places;
    },
    settle,
    add(instance, listed) {
      const { facts, file } = instance;
      const group = groupOf(instance, listed);
      const series = seriesOf(group, facts.seriesInstanceUID, facts.series);
      if (listed !== undefined) settle(listed, 'read');
      series.instances.push(instance);
      const copyKey = joinKey(facts.sopInstanceUID, String(file.place.bytes));
      if (group.seen.has(copyKey)) {
        group.node.repeated += 1;
        return;
      }
      group.seen.add(copyKey);
      series.node.instances += 1;
      series.node.images += facts.image ? facts.numberOfFrames : 0;
      series.node.bytes += file.place.bytes;
      const { node } = group;
      if (facts.notes.includes('truncated')) node.truncated += 1;
      if (personKey(facts.identity) !== personKey(node.identity)) node.identityConflict = true;
    },
    removeStudy(studyKey) {
      groups.delete(studyKey);
    },
    patients() {
      const patients = new Map<string, PatientNode>();
      // Read ones first: what is only announced goes to the patient it names, if one has been read.
      const inOrder = [...groups.values()].sort((a, b) => Number(!a.ownKey) - Number(!b.ownKey));
      for (const group of inOrder) {
        const study = studyNode(group);
        if (study.instances + study.missing === 0) continue;
        const { identity } = study;
        const named = group.ownKey === undefined ? samePerson(patients.values(), identity) : undefined;
        const key = patientKeyOf(identity);
        const patient = named ?? patients.get(key) ?? { key, identity, studies: [] };
        patients.set(patient.key, patient);
        patient.studies.push(study);
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

type SeriesFacts = Pick<ScannedInstance['facts']['series'], 'modality' | 'number' | 'description'>;

const identityOf = ({
  patientID,
  patientName,
  patientBirthDate,
  patientSex,
}: DirectoryPatient): PatientIdentity => present({ patientID, patientName, patientBirthDate, patientSex });
