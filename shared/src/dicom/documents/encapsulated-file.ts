/** Files inside DICOM (PS3.3 C.24). */
import type { EncapsulatedFile } from '../../document-content.ts';
import { bytesOf, elementOf, localParagraph, number } from '../values.ts';
import { documentFields as fields } from './document-tags.ts';
import type { DataSet } from './read-data-set.ts';

const encapsulated = '1.2.840.10008.5.1.4.1.1.104';

/** By class, not by what the file says of itself: that may be anything. */
const mediaTypes: Readonly<Record<string, EncapsulatedFile['mediaType']>> = {
  [`${encapsulated}.1`]: 'application/pdf',
  [`${encapsulated}.2`]: 'text/xml',
  [`${encapsulated}.3`]: 'model/stl',
  [`${encapsulated}.4`]: 'model/obj',
  [`${encapsulated}.5`]: 'model/mtl',
};

/** Undefined where nothing is encapsulated. The one byte that evens the length is left out (C.24.2.3). */
export function readEncapsulatedFile(
  { root, charset }: DataSet,
  sopClassUID: string,
): { answer: EncapsulatedFile; file: Uint8Array } | undefined {
  const element = elementOf(root, fields.encapsulatedDocument);
  if (element === undefined || element.bytes === 0) return undefined;
  const padded = bytesOf(root, element);
  const declared = number(root, fields.encapsulatedDocumentLength);
  const isDeclared = declared !== undefined && declared > 0 && declared <= padded.length;
  const endsPadded = padded.length % 2 === 0 && padded.at(-1) === 0;
  const file = padded.subarray(0, isDeclared ? declared : padded.length - (endsPadded ? 1 : 0));
  const mediaType = mediaTypes[sopClassUID] ?? 'application/octet-stream';
  const title = localParagraph(root, fields.documentTitle, charset, 256) ?? '';
  return { answer: { kind: 'file', title, mediaType, bytes: file.length }, file };
}
