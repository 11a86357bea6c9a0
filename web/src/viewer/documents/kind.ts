/** What a stored object that is no image can be here, by its SOP class. */
import { documentKind } from '@pacs/shared/dicom/documents/document-kind';
import { sopClassName } from '@pacs/shared/dicom/sop-class';
import type { IndexDocument } from '@pacs/shared/manifest';
import { say } from '../../words/say.ts';

export interface DocumentLook {
  /** As the list of studies calls it: 'Document (PDF)', 'Key images', …. */
  name: string;
  /** What its tile says happens: 'Read', 'Show'; undefined where it can only be kept. */
  does: string | undefined;
}

export function documentLook({
  sopClassUID,
  video,
}: Pick<IndexDocument, 'sopClassUID' | 'video'>): DocumentLook {
  const deeds = { file: 'Open', sr: 'Read', ko: 'Show', pr: 'Show', other: undefined } as const;
  const does = video === undefined ? deeds[documentKind(sopClassUID)] : 'Play';
  return { name: sopClassName(sopClassUID), does: does && say(does) };
}
