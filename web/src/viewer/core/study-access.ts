/** What can be had of a study beside its index and frames; what is absent is not for this visitor. */
import type { DocumentBody } from '@pacs/shared/document-content';

export interface StudyAccess {
  /** By IndexDocument.id. Throws AppError. */
  openDocument?: (id: string) => Promise<DocumentBody>;
  /** A stored file byte for byte, by its id in the index. Throws AppError. */
  readFile?: (id: string) => Promise<Uint8Array<ArrayBuffer>>;
  /** A file's bytes from its beginning, its pixel data at most, by its id in the index. Throws AppError. */
  readHead?: (id: string) => Promise<FileHead>;
  /** All stored files, or those of a series, to be read one after the other. Throws AppError. */
  takeFiles?: (series?: string) => Promise<TakenFiles>;
}

export interface FileHead {
  bytes: Uint8Array<ArrayBuffer>;
  /** Of the whole file. */
  totalBytes: number;
}

export interface TakenFiles {
  /** `read` gives undefined where the file cannot be had as it was stored. */
  files: { id: string; series: string; read(): Promise<Uint8Array<ArrayBuffer> | undefined> }[];
  close: () => void;
}
