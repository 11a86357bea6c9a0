import type { DocumentAnswer } from '../../document-content.ts';

const storage = '1.2.840.10008.5.1.4.1.1';

export type DocumentKind = DocumentAnswer['kind'];

/** What is made of an object of this class. */
export function documentKind(sopClassUID: string): DocumentKind {
  if (sopClassUID === `${storage}.88.59`) return 'ko';
  if (sopClassUID.startsWith(`${storage}.88.`)) return 'sr';
  if (sopClassUID.startsWith(`${storage}.11.`)) return 'pr';
  return sopClassUID.startsWith(`${storage}.104.`) ? 'file' : 'other';
}
