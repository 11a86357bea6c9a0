/** What a stored object that is no image can be here, by its SOP class. */
import { documentKind } from '@pacs/shared/dicom/documents/document-kind';
import { sopClassName } from '@pacs/shared/dicom/sop-class';
import type { IndexDocument } from '@pacs/shared/manifest';

export interface DocumentLook {
  /** 'Report (PDF)', 'Key images', …: never only a class of the standard where a plain word exists. */
  name: string;
  /** What its tile says happens: 'Read', 'Show'; undefined where it can only be kept. */
  does: string | undefined;
}

const plain: Readonly<Record<string, string>> = {
  '1.2.840.10008.5.1.4.1.1.104.1': 'Document (PDF)',
  '1.2.840.10008.5.1.4.1.1.88.59': 'Key images',
};

export function documentLook({ sopClassUID }: Pick<IndexDocument, 'sopClassUID'>): DocumentLook {
  const kind = documentKind(sopClassUID);
  const name = plain[sopClassUID] ?? (kind === 'sr' ? 'Structured report' : sopClassName(sopClassUID));
  const does = { file: 'Open', sr: 'Read', ko: 'Show', pr: 'Show', other: undefined }[kind];
  return { name, does };
}
