/** What was recognised, as a list of patients shows it. */
import type { PatientIdentity } from '@pacs/shared/documents';

export interface SeriesNode {
  key: string;
  number?: number;
  modality: string;
  description?: string;
  instances: number;
  images: number;
  bytes: number;
  /** Of `instances`: named by a disc's directory and not read yet; `bytes` is without them. */
  awaited: number;
  /** Named by a disc's directory and not among the files. */
  missing: number;
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
  awaited: number;
  missing: number;
  /** A disc's directory names it: it is complete once nothing is awaited. */
  isListed: boolean;
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
