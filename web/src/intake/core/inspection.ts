/** What the look at one file found. Plain data: it crosses from the worker by structured clone. */
import type { DicomDirectory } from '@pacs/shared/dicom/media/dicomdir';
import type { PatientIdentity, SeriesSummary, StudyDescription } from '@pacs/shared/documents';
import type { RejectReason, SkipReason } from '@pacs/shared/outcomes';

/** Files that are recognised by their content and cannot be taken as they are. */
export type ForeignKind = 'iso' | 'rar' | '7z' | 'gzip' | 'exe' | 'picture' | 'pdf';

/** Why a file is not uploaded; `words.ts` has the sentence for each. */
export type AsideReason =
  SkipReason | RejectReason | ForeignKind | 'unreadable' | 'zip-empty' | 'beside-images';

/** What grouping and the ticket need of a header; everything else is read by ingest. */
export interface InstanceFacts {
  sopInstanceUID: string;
  /** '' where the file has none: the server derives it. */
  studyInstanceUID: string;
  /** Groups files without a StudyInstanceUID as ingest will. */
  studyKey: string;
  seriesInstanceUID: string;
  image: boolean;
  numberOfFrames: number;
  instanceNumber?: number;
  /** Native pixels or none: deflating pays. Encapsulated pixels are compressed already. */
  native: boolean;
  identity: PatientIdentity;
  description: Pick<StudyDescription, 'studyDate' | 'studyDescription'>;
  series: Omit<SeriesSummary, 'id'>;
  notes: string[];
}

export type Inspection =
  | { kind: 'instance'; facts: InstanceFacts }
  | { kind: 'zip' }
  | { kind: 'directory'; directory: DicomDirectory }
  | { kind: 'aside'; reason: AsideReason };

export interface Digest {
  /** SHA-256 of the file, base64url, 43 characters. */
  sha256: string;
  crc32: number;
}

export type DigestRead = ({ status: 'ok' } & Digest) | { status: 'failed'; reason: AsideReason };
