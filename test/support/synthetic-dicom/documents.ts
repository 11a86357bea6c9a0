/** Objects that are no images, made by code: reports, selections, presentation states, files inside DICOM. */
import { documentFields as fields } from '@pacs/shared/dicom/documents/document-tags';
import type { ElementValue } from '../../../tools/seed/synthetic/write-dicom.ts';
import {
  type DicomElement,
  type WriteOptions,
  element,
  sequence,
  syntax,
  uids,
  writeDicom,
} from './files.ts';

export const storage = '1.2.840.10008.5.1.4.1.1';

type FieldName = keyof typeof fields;

/** An element by its name in the table of documents. */
export const field = (name: FieldName, value: ElementValue): DicomElement =>
  element(fields[name].tag, fields[name].vr, value);
export const items = (name: FieldName, ...list: readonly DicomElement[][]): DicomElement =>
  sequence(fields[name].tag, ...list);

export const code = (name: FieldName, value: string, meaning: string, scheme = 'DCM'): DicomElement =>
  items(name, [
    field('codeValue', value),
    field('codingSchemeDesignator', scheme),
    field('codeMeaning', meaning),
  ]);

/** One content item of an SR tree. */
export const content = (
  valueType: string,
  name: string,
  rest: readonly DicomElement[] = [],
  children: readonly DicomElement[][] = [],
  relationship = 'CONTAINS',
): DicomElement[] => [
  field('relationshipType', relationship),
  field('valueType', valueType),
  code('conceptNameCodeSequence', '121071', name),
  ...rest,
  ...(children.length === 0 ? [] : [items('contentSequence', ...children)]),
];

export const reference = (sopInstanceUID: string, frames: readonly number[] = []): DicomElement[] => [
  field('referencedSOPClassUID', `${storage}.2`),
  field('referencedSOPInstanceUID', sopInstanceUID),
  ...(frames.length === 0 ? [] : [field('referencedFrameNumber', frames)]),
];

export const documentFile = (
  sopClassUID: string,
  over: readonly DicomElement[],
  options: Partial<WriteOptions> = {},
): Uint8Array => {
  const own = new Set(over.map(({ tag }) => tag));
  const common = [
    element(0x00080016, 'UI', sopClassUID),
    element(0x00080018, 'UI', `${uids.instance}.9`),
    element(0x00080060, 'CS', 'OT'),
    element(0x00100010, 'PN', 'Test^Tilda'),
    element(0x00100020, 'LO', 'T-1'),
    element(0x0020000d, 'UI', uids.study),
    element(0x0020000e, 'UI', `${uids.series}.9`),
  ].filter(({ tag }) => !own.has(tag));
  return writeDicom([...common, ...over], { transferSyntaxUID: syntax.explicit, ...options });
};

/** `bytes` of odd length are evened by the writer. */
export const pdfFile = (bytes: Uint8Array, over: readonly DicomElement[] = []): Uint8Array =>
  documentFile(`${storage}.104.1`, [
    field('documentTitle', 'Report of the day'),
    field('encapsulatedDocument', bytes),
    field('mimeType', 'application/pdf'),
    ...over,
  ]);
