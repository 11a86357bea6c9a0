/** What the interface sees of one study on its way. */
import type { AppErrorCode } from '@pacs/shared/errors';
import type { PatientIdentity } from '@pacs/shared/documents';
import type { AsideReason } from '../../intake/core/inspection.ts';
import type { ScannedInstance } from '../../intake/core/scanned.ts';

/** One study that the user chose to upload. */
export interface Offer {
  key: string;
  title: StudyTitle;
  studyInstanceUID: string;
  instances: ScannedInstance[];
  /** Files of the study that the user unticked. */
  leftOut: number;
  /** Files that a disc's directory names and the disc lacks. */
  missingByDirectory: number;
  /** The interrupted upload that these files were found for; others among them are left alone. */
  continues?: { uploadId: string; sha256s: ReadonlySet<string> };
}

export interface StudyTitle {
  identity: PatientIdentity;
  studyDate?: string | undefined;
  studyDescription?: string | undefined;
  modalities: string[];
}

/** `kept-beside` is no fault: another version of the same image is stored, and both are kept. */
export type ProblemReason =
  AsideReason | AppErrorCode | 'forbidden' | 'server-full' | 'lost' | 'not-given' | 'kept-beside';

export interface FileProblem {
  label: string;
  reason: ProblemReason;
}

export type UploadStep =
  | 'waiting'
  | 'checking'
  | 'sending'
  | 'paused'
  /** All is sent; the server is still reading it. */
  | 'receiving'
  | 'done'
  | 'failed'
  | 'cancelling'
  | 'cancelled';

export interface UploadState {
  key: string;
  title: StudyTitle;
  step: UploadStep;
  files: number;
  /** Files read whole so far, while checking. */
  checked: number;
  bytes: { done: number; total: number };
  /** Bytes that have left: fewer, where files are made smaller before. */
  lineBytes: number;
  /** Why it does not go on just now; it is tried again by itself. */
  waitingFor?: ProblemReason;
  /** Files that were stored already, or came twice in this selection. */
  storedAlready: number;
  repeated: number;
  /** Images of it that are in the study: they stay, also where the upload is cancelled. */
  arrived: number;
  problems: FileProblem[];
  /** Why the upload as a whole stopped. */
  failure?: ProblemReason;
  studyId?: string;
}

/** Nothing that can be seen is different. */
export function isSameState(a: UploadState, b: UploadState): boolean {
  const { bytes, problems, ...rest } = a;
  const keys = new Set([...Object.keys(rest), ...Object.keys(b)]) as Set<keyof UploadState>;
  keys.delete('bytes');
  keys.delete('problems');
  return (
    [...keys].every((key) => a[key] === b[key]) &&
    bytes.done === b.bytes.done &&
    bytes.total === b.bytes.total &&
    problems.length === b.problems.length &&
    problems.every(({ label, reason }, i) => {
      const other = b.problems[i];
      return label === other?.label && reason === other.reason;
    })
  );
}

/** Steps in which leaving the page would interrupt something. */
export function isUnderWay(step: UploadStep): boolean {
  return step === 'waiting' || step === 'checking' || step === 'sending' || step === 'cancelling';
}

export function isOver(step: UploadStep): boolean {
  return step === 'done' || step === 'cancelled';
}
