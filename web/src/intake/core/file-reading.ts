/** What is read of files off the main thread: workers serve it, the scanner calls it. */
import type { RejectReason } from '@pacs/shared/outcomes';
import type { DigestRead, Inspection } from './inspection.ts';
import type { PackedBytes, Packing } from './place.ts';

export interface ZipListed {
  /** Folder entries left out. Nothing of an entry has been read but its record in the directory. */
  entries: ({ path: string; bytes: number } & (
    | { status: 'ok'; at: number; storedBytes: number; packing: Packing; crc32: number }
    | { status: 'refused'; reason: RejectReason | 'symlink' }
  ))[];
}

export type ZipRead =
  | ({ status: 'ok' } & ZipListed)
  | { status: 'refused'; reason: 'zip-damaged' | 'zip-too-many-entries' | 'unreadable' };

/** `digest` of an instance that may be taken. */
export interface FileReadOnce {
  inspection: Inspection;
  digest?: DigestRead;
}

export interface FileReading {
  inspect(files: PackedBytes[]): Promise<Inspection[]>;
  /** Looks into the files and digests them while they pass. */
  readOnce(files: (PackedBytes & { crc32?: number })[]): Promise<FileReadOnce[]>;
  listZip(archive: Blob): Promise<ZipRead>;
  /** A ZIP inside a ZIP, inflated. undefined where it is damaged. */
  expand(file: PackedBytes): Promise<Blob | undefined>;
  digest(files: (PackedBytes & { crc32?: number })[]): Promise<DigestRead[]>;
}
