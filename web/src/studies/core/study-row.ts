import type { StudyDocument } from '@pacs/shared/documents';

/** One study as the list shows it. */
export interface StudyRow {
  id: string;
  study: StudyDocument;
  /** A WebP image. */
  thumbnail: Uint8Array<ArrayBuffer> | undefined;
}
