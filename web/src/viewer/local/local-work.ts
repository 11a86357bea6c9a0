/** What the local viewer has done off the main thread; `local.worker.ts` serves it. */
import type { DicomHeader } from '@pacs/shared/dicom/types';
import type { DocumentBody } from '@pacs/shared/document-content';
import type { FileReading } from '../../intake/core/file-reading.ts';
import type { PackedBytes } from '../../intake/core/place.ts';
import type { FrameFailure } from '../core/frame-source.ts';

/** A file under a number of its own, by which a worker recognises it. */
export interface NumberedFile extends PackedBytes {
  number: number;
}

export type FrameRead =
  | { status: 'ok'; bytes: Uint8Array<ArrayBuffer> }
  | { status: 'failed'; reason: Extract<FrameFailure, 'damaged' | 'unreachable'> };

export interface LocalWork extends FileReading {
  /** undefined for a file that can no longer be read. */
  describe(files: PackedBytes[]): Promise<(DicomHeader | undefined)[]>;
  /** The bytes of one frame as its transfer syntax codes it. */
  frame(file: NumberedFile, frame: number): Promise<FrameRead>;
  /** `ids`: of the study's instances in the index, by their UIDs. undefined where the file can no longer be read. */
  document(
    file: PackedBytes,
    sopClassUID: string,
    ids: ReadonlyMap<string, string>,
  ): Promise<DocumentBody | undefined>;
  /** The whole file; undefined where it can no longer be read. */
  whole(file: PackedBytes): Promise<Uint8Array<ArrayBuffer> | undefined>;
}
