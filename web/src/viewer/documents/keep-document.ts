/** What can be kept of a document, by whoever may have files: also where nothing of it could be shown. */
import type { DocumentBody } from '@pacs/shared/document-content';
import type { AppErrorCode } from '@pacs/shared/errors';
import type { IndexDocument } from '@pacs/shared/manifest';
import type { StudyAccess } from '../core/study-access.ts';

export type Opening =
  | { status: 'opening' }
  | { status: 'open'; body: DocumentBody }
  | { status: 'failed'; code: AppErrorCode | 'no-access' };

export interface KeptFile {
  blob: Blob;
  name: string;
}

const extensions: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'text/xml': 'xml',
  'model/stl': 'stl',
  'model/obj': 'obj',
  'model/mtl': 'mtl',
};

/** The file inside the document where it was opened, else the DICOM file. undefined: not yet, or not allowed. */
export function keeping(
  { id, video }: Pick<IndexDocument, 'id' | 'video'>,
  opening: Opening,
  readFile: StudyAccess['readFile'],
): (() => Promise<KeptFile>) | undefined {
  if (readFile === undefined) return undefined;
  if (video === undefined && opening.status === 'opening') return undefined;
  if (opening.status === 'open' && opening.body.answer.kind === 'file') {
    const { answer, file } = opening.body;
    const name = `document.${extensions[answer.mediaType] ?? 'bin'}`;
    return () => Promise.resolve({ blob: new Blob([file], { type: 'application/octet-stream' }), name });
  }
  return async () => ({
    blob: new Blob([await readFile(id)], { type: 'application/dicom' }),
    name: 'document.dcm',
  });
}
