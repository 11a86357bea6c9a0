/** What can be had of a study beside its index and frames; what is absent is not for this visitor. */
import type { DocumentBody } from '@pacs/shared/document-content';

export interface StudyAccess {
  /** By IndexDocument.id. Throws AppError. */
  openDocument?: (id: string) => Promise<DocumentBody>;
  /** A stored file byte for byte, by its id in the index. Throws AppError. */
  readFile?: (id: string) => Promise<Uint8Array<ArrayBuffer>>;
}
