import { describe, expect, it } from 'vitest';
import { readDocument } from '@pacs/shared/dicom/documents/read-document';
import { type KeyObjectSelection, decodeDocument, encodeDocument } from '@pacs/shared/document-content';
import {
  code,
  documentFile,
  field,
  items,
  reference,
  storage,
} from '../support/synthetic-dicom/documents.ts';

const stored: Readonly<Record<string, string>> = { '1.2.3.1': 'id-1', '1.2.3.2': 'id-2' };
const find = (uid: string) => stored[uid];
const read = (bytes: Uint8Array, sopClassUID: string) => {
  const { answer, file } = readDocument(bytes, sopClassUID, find);
  // What is read is what may be sent.
  return decodeDocument(encodeDocument(answer, file).buffer);
};

describe('key object selections', () => {
  it('list what was chosen, and why', () => {
    const file = documentFile(`${storage}.88.59`, [
      field('valueType', 'CONTAINER'),
      code('conceptNameCodeSequence', '113001', 'Rejected for Quality Reasons'),
      items(
        'contentSequence',
        [
          field('valueType', 'CODE'),
          code('conceptNameCodeSequence', '113011', 'Document Title Modifier'),
          code('conceptCodeSequence', '113026', 'Double exposure'),
        ],
        [
          field('valueType', 'TEXT'),
          code('conceptNameCodeSequence', '113012', 'Key Object Description'),
          field('textValue', 'Look here'),
        ],
        [field('valueType', 'IMAGE'), items('referencedSOPSequence', reference('1.2.3.2', [7]))],
        [field('valueType', 'COMPOSITE'), items('referencedSOPSequence', reference('1.2.3.1'))],
      ),
    ]);
    expect(read(file, `${storage}.88.59`).answer as KeyObjectSelection).toEqual({
      kind: 'ko',
      title: 'Rejected for Quality Reasons',
      modifiers: ['Double exposure'],
      description: 'Look here',
      references: [{ instance: 'id-2', frames: [6] }, { instance: 'id-1' }],
    });
  });
});
