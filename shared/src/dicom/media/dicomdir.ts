/** The directory of a disc (PS3.10 chapter 8, PS3.3 Annex F): what should be on it, and where. */
import { cut } from '../cut.ts';
import type { Charset } from '../charset.ts';
import type { PersonName } from '../../documents.ts';
import { directoryFields as fields } from '../documents/document-tags.ts';
import { charsetWithin, readDataSet } from '../documents/read-data-set.ts';
import { parsePersonName } from '../person-name.ts';
import { present } from '../present.ts';
import { type FieldKey, localText, number, plainText, plainTexts } from '../values.ts';
import type { DataItem } from '../walk.ts';
import { type RecordNode, recordTree } from './record-tree.ts';

/** One file that the directory names. UIDs are absent where the directory leaves them out. */
export interface DirectoryInstance {
  /** Components of ReferencedFileID as written, from the directory's own folder; a label for finding the file, never opened. */
  path: string[];
  /** IMAGE, SR DOCUMENT, PRESENTATION, ENCAP DOC, … (PS3.3 F.4). */
  type: string;
  sopClassUID?: string;
  sopInstanceUID?: string;
  transferSyntaxUID?: string;
  patientID?: string;
  studyInstanceUID?: string;
  seriesInstanceUID?: string;
}

export interface DirectorySeries {
  seriesInstanceUID?: string;
  seriesNumber?: number;
  seriesDescription?: string;
  modality?: string;
  instances: DirectoryInstance[];
}

export interface DirectoryStudy {
  studyInstanceUID?: string;
  /** As written, DA. */
  studyDate?: string;
  studyDescription?: string;
  series: DirectorySeries[];
}

export interface DirectoryPatient {
  patientID?: string;
  patientName?: PersonName;
  /** As written, DA. */
  patientBirthDate?: string;
  patientSex?: string;
  studies: DirectoryStudy[];
}

export interface DicomDirectory {
  fileSetID?: string;
  patients: DirectoryPatient[];
}

/** `not-a-directory`: no DICOM, or without records. `damaged`: breaks off, nests too deep, is too large, or names too much. */
export type DirectoryRead =
  { status: 'ok'; directory: DicomDirectory } | { status: 'rejected'; reason: 'not-a-directory' | 'damaged' };

const maxUid = 128;
const maxComponents = 32;
/** More files than any medium of DICOM's holds; each is an object in the browser. */
const maxInstances = 200_000;

/** Never throws. Records that are not in use are left out; what is missing between levels is filled in. */
export function readDicomDir(bytes: Uint8Array): DirectoryRead {
  const prefix = bytes.subarray(128, 132);
  if (String.fromCharCode(...prefix) !== 'DICM') return { status: 'rejected', reason: 'not-a-directory' };
  const set = readDataSet(bytes, fields);
  if (set === undefined) return { status: 'rejected', reason: 'damaged' };
  const { root, charset } = set;
  if (!root.elements.has(fields.directoryRecordSequence.tag))
    return { status: 'rejected', reason: 'not-a-directory' };
  const building = new Building(charset);
  for (const node of recordTree(root)) building.add(node);
  if (building.instances > maxInstances) return { status: 'rejected', reason: 'damaged' };
  const fileSetID = plainText(root, fields.fileSetID);
  return {
    status: 'ok',
    directory: {
      ...(fileSetID === undefined ? {} : { fileSetID: cut(fileSetID, 16) }),
      patients: building.patients,
    },
  };
}

/** Every file it names, in the directory's order. */
export const directoryInstances = ({ patients }: DicomDirectory): DirectoryInstance[] =>
  patients.flatMap(({ studies }) =>
    studies.flatMap(({ series }) => series.flatMap(({ instances }) => instances)),
  );

const short = (item: DataItem, key: FieldKey): string | undefined => {
  const text = plainText(item, key);
  return text === undefined ? undefined : cut(text, maxUid);
};

function dateOf(item: DataItem | undefined, key: FieldKey): string | undefined {
  const text = plainText(item, key);
  return text !== undefined && /^\d{8}$/.test(text) ? text : undefined;
}

function numberOf(item: DataItem | undefined, key: FieldKey): number | undefined {
  const value = number(item, key);
  return Number.isSafeInteger(value) ? value : undefined;
}

/** Where in the tree a record stands. */
interface Place {
  patient?: DirectoryPatient;
  study?: DirectoryStudy;
  series?: DirectorySeries;
}

class Building {
  readonly patients: DirectoryPatient[] = [];
  instances = 0;
  private readonly charset: Charset;

  constructor(charset: Charset) {
    this.charset = charset;
  }

  /** Not by recursion: the records say how deep they nest. */
  add(top: RecordNode): void {
    const waiting: { node: RecordNode; place: Place }[] = [{ node: top, place: {} }];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const place = this.placeOf(next.node.item, next.place);
      for (const node of [...next.node.children].reverse()) waiting.push({ node, place });
    }
  }

  private placeOf(item: DataItem, place: Place): Place {
    const type = plainText(item, fields.directoryRecordType)?.toUpperCase() ?? '';
    if (type === 'PATIENT') return { patient: this.newPatient(item) };
    if (type === 'STUDY') return this.newStudy(place, item);
    if (type === 'SERIES') return this.newSeries(place, item);
    const path = plainTexts(item, fields.referencedFileID).filter((part) => part !== '');
    if (path.length === 0 || path.length > maxComponents) return place;
    return this.addInstance(item, type, path, place);
  }

  private addInstance(item: DataItem, type: string, path: string[], place: Place): Place {
    const within = place.series === undefined ? this.newSeries(place, undefined) : place;
    this.instances += 1;
    within.series?.instances.push({
      path: path.map((part) => cut(part, 255)),
      type: cut(type, 16),
      ...present({
        sopClassUID: short(item, fields.referencedSOPClassUIDInFile),
        sopInstanceUID: short(item, fields.referencedSOPInstanceUIDInFile),
        transferSyntaxUID: short(item, fields.referencedTransferSyntaxUIDInFile),
        patientID: within.patient?.patientID,
        studyInstanceUID: within.study?.studyInstanceUID,
        seriesInstanceUID: within.series.seriesInstanceUID,
      }),
    });
    return within;
  }

  private textOf(item: DataItem, key: FieldKey): string | undefined {
    return localText(item, key, charsetWithin(item, this.charset), maxUid);
  }

  private newPatient(item: DataItem | undefined): DirectoryPatient {
    const charset = item === undefined ? this.charset : charsetWithin(item, this.charset);
    const patient: DirectoryPatient = {
      ...present({
        patientID: localText(item, fields.patientID, charset, 128),
        patientName: parsePersonName(localText(item, fields.patientName, charset, 1024) ?? ''),
        patientBirthDate: dateOf(item, fields.patientBirthDate),
        patientSex: item && short(item, fields.patientSex),
      }),
      studies: [],
    };
    this.patients.push(patient);
    return patient;
  }

  private newStudy({ patient = this.newPatient(undefined) }: Place, item: DataItem | undefined): Place {
    const study: DirectoryStudy = {
      ...present({
        studyInstanceUID: item && short(item, fields.studyInstanceUID),
        studyDate: dateOf(item, fields.studyDate),
        studyDescription: item && this.textOf(item, fields.studyDescription),
      }),
      series: [],
    };
    patient.studies.push(study);
    return { patient, study };
  }

  private newSeries(place: Place, item: DataItem | undefined): Place {
    const { patient, study } = place.study === undefined ? this.newStudy(place, undefined) : place;
    const series: DirectorySeries = {
      ...present({
        seriesInstanceUID: item && short(item, fields.seriesInstanceUID),
        seriesNumber: numberOf(item, fields.seriesNumber),
        seriesDescription: item && this.textOf(item, fields.seriesDescription),
        modality: item && short(item, fields.modality),
      }),
      instances: [],
    };
    study?.series.push(series);
    return { ...(patient && { patient }), ...(study && { study }), series };
  }
}
