import { describe, expect, it } from 'vitest';
import { documentKind } from '@pacs/shared/dicom/documents/document-kind';
import { readDocument } from '@pacs/shared/dicom/documents/read-document';
import {
  type SrNode,
  type StructuredReport,
  decodeDocument,
  encodeDocument,
} from '@pacs/shared/document-content';
import { inventory, hasRealDicom, realFile } from '../support/real-dicom.ts';
import {
  code,
  content,
  documentFile,
  field,
  items,
  pdfFile,
  reference,
  storage,
} from '../support/synthetic-dicom/documents.ts';
import { element, syntax } from '../support/synthetic-dicom/files.ts';

const stored: Readonly<Record<string, string>> = { '1.2.3.1': 'id-1', '1.2.3.2': 'id-2' };
const find = (uid: string) => stored[uid];
const read = (bytes: Uint8Array, sopClassUID: string) => {
  const { answer, file } = readDocument(bytes, sopClassUID, find);
  // What is read is what may be sent.
  return decodeDocument(encodeDocument(answer, file).buffer);
};

describe('encapsulated files', () => {
  const pdf = new TextEncoder().encode('%PDF-1.7 %%EOF\n!');

  it('are given byte for byte, without the byte that evens the length', () => {
    for (const bytes of [pdf, pdf.subarray(1)]) {
      const { answer, file } = read(pdfFile(bytes), `${storage}.104.1`);
      expect(answer).toEqual({
        kind: 'file',
        title: 'Report of the day',
        mediaType: 'application/pdf',
        bytes: bytes.length,
      });
      expect(new TextDecoder().decode(file)).toBe(new TextDecoder().decode(bytes));
    }
  });

  it('end where the file says they end', () => {
    const padded = pdfFile(Uint8Array.of(1, 2, 0, 0), [field('encapsulatedDocumentLength', 3)]);
    expect([...read(padded, `${storage}.104.1`).file]).toEqual([1, 2, 0]);
  });

  it('have the type of their class, whatever they say of themselves', () => {
    const lies = [field('mimeType', 'text/html'), field('encapsulatedDocument', pdf)];
    const file = documentFile(`${storage}.104.2`, lies);
    expect(read(file, `${storage}.104.2`).answer).toMatchObject({ mediaType: 'text/xml' });
    expect(read(file, `${storage}.104.77`).answer).toMatchObject({ mediaType: 'application/octet-stream' });
  });
});

const report = (rest: readonly ReturnType<typeof element>[] = [], children = [content('TEXT', 'Finding')]) =>
  documentFile(`${storage}.88.33`, [...content('CONTAINER', 'Chest CT', rest, children)]);
const srOf = (bytes: Uint8Array) => read(bytes, `${storage}.88.33`).answer as StructuredReport;
const onlyChild = (bytes: Uint8Array): SrNode => {
  const [child] = srOf(bytes).root.children;
  if (child === undefined) throw new Error('no content');
  return child;
};
const single = (valueType: string, rest: readonly ReturnType<typeof element>[]) =>
  onlyChild(report([], [content(valueType, 'Item', rest)]));

describe('structured reports', () => {
  it('become a tree with titles, texts, lines and flags', () => {
    const sr = srOf(
      report(
        [
          field('continuityOfContent', 'SEPARATE'),
          field('completionFlag', 'COMPLETE'),
          field('verificationFlag', 'VERIFIED'),
          field('contentDate', '20240131'),
          items('verifyingObserverSequence', [
            field('verifyingObserverName', 'Reader^Rita'),
            field('verifyingOrganization', 'Ward 5'),
            field('verificationDateTime', '20240131101500'),
          ]),
        ],
        [
          content(
            'CONTAINER',
            'Findings',
            [field('continuityOfContent', 'CONTINUOUS')],
            [
              content(
                'TEXT',
                'Finding',
                [field('textValue', 'Left\\right.\r\nSecond line')],
                [
                  content(
                    'CODE',
                    'Site',
                    [code('conceptCodeSequence', '39607008', 'Lung', 'SCT')],
                    [],
                    'HAS PROPERTIES',
                  ),
                ],
              ),
            ],
          ),
        ],
      ),
    );
    expect(sr).toMatchObject({
      kind: 'sr',
      title: 'Chest CT',
      completionFlag: 'COMPLETE',
      verificationFlag: 'VERIFIED',
      contentDate: '20240131',
      truncated: false,
    });
    expect(sr.verifiedBy).toEqual([
      { name: { alphabetic: 'Reader^Rita' }, organization: 'Ward 5', dateTime: '20240131101500' },
    ]);
    expect(sr.root.children).toEqual([
      {
        relationship: 'CONTAINS',
        valueType: 'CONTAINER',
        name: 'Findings',
        continuous: true,
        children: [
          {
            relationship: 'CONTAINS',
            valueType: 'TEXT',
            name: 'Finding',
            value: 'Left\\right.\nSecond line',
            children: [
              {
                relationship: 'HAS PROPERTIES',
                valueType: 'CODE',
                name: 'Site',
                value: 'Lung',
                children: [],
              },
            ],
          },
        ],
      },
    ]);
  });

  it.each([
    ['12.5', 'mm', 'millimeter', 'UCUM', '12.5 mm'],
    ['3', '{H.B.}/min', 'beats per minute', 'UCUM', '3 beats per minute'],
    ['0.7', '1', 'no units', 'UCUM', '0.7'],
    ['5', 'x', 'lesions', '99LOCAL', '5 lesions'],
  ])('say %s %s as a number with its unit', (value, unit, meaning, scheme, words) => {
    const measured = items('measuredValueSequence', [
      field('numericValue', value),
      code('measurementUnitsCodeSequence', unit, meaning, scheme),
    ]);
    expect(single('NUM', [measured]).value).toBe(words);
  });

  it('say why a measurement has no number', () => {
    const why = code('numericValueQualifierSequence', '114000', 'Not a number');
    expect(single('NUM', [items('measuredValueSequence'), why]).value).toBe('Not a number');
  });

  it('write dates, times and names for people', () => {
    expect(single('DATE', [field('date', '20240131')]).value).toBe('2024-01-31');
    expect(single('TIME', [field('time', '101502.5')]).value).toBe('10:15:02');
    expect(single('DATETIME', [field('dateTime', '20240131101502.123+0100')]).value).toBe(
      '2024-01-31 10:15:02 +0100',
    );
    expect(single('DATE', [field('date', 'spring')]).value).toBe('spring');
    expect(single('PNAME', [field('personNameValue', 'Yamada^Tarou=山田^太郎')])).toMatchObject({
      person: { alphabetic: 'Yamada^Tarou' },
    });
    expect(single('UIDREF', [field('uid', '1.2.3')]).value).toBe('1.2.3');
  });

  it('point at stored images by their ids, frames counted from 0, and at nothing where the study lacks them', () => {
    const node = single('IMAGE', [
      items('referencedSOPSequence', reference('1.2.3.1', [1, 3]), reference('9.9.9')),
    ]);
    expect(node.references).toEqual([{ instance: 'id-1', frames: [0, 2] }, {}]);
  });

  it('keep coordinates and references to other items', () => {
    const graphic = single('SCOORD', [
      field('graphicType', 'POLYLINE'),
      field('graphicData', [1.5, 2, 3, 4.5]),
    ]);
    expect(graphic.graphic).toEqual({
      type: 'POLYLINE',
      points: [
        [1.5, 2],
        [3, 4.5],
      ],
    });
    const other = [
      field('relationshipType', 'INFERRED FROM'),
      field('referencedContentItemIdentifier', [1, 2, 1]),
    ];
    expect(onlyChild(report([], [other]))).toMatchObject({ valueType: 'REFERENCE', value: 'see 1.2.1' });
  });

  it('are read in the character set that an item declares for itself', () => {
    const latin = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0));
    const item = content('TEXT', 'Befund', [
      field('specificCharacterSet', 'ISO_IR 100'),
      element(0x0040a160, 'UT', latin('Rücken')),
    ]);
    const sr = srOf(
      documentFile(`${storage}.88.33`, [
        field('specificCharacterSet', 'ISO_IR 192'),
        ...content('CONTAINER', 'Überblick', [], [item]),
      ]),
    );
    expect(sr.title).toBe('Überblick');
    expect(sr.root.children[0]?.value).toBe('Rücken');
  });

  it('are cut, and say so, past what one answer holds', () => {
    const many = Array.from({ length: 20_100 }, () => [field('valueType', 'TEXT'), field('textValue', 'x')]);
    const sr = srOf(documentFile(`${storage}.88.33`, [...content('CONTAINER', 'Long', [], many)]));
    expect(sr.truncated).toBe(true);
    expect(sr.root.children).toHaveLength(20_000);
  });

  it('that nest without end are nothing to show', () => {
    let node = content('CONTAINER', 'deep');
    for (let depth = 0; depth < 40; depth += 1) node = content('CONTAINER', 'deep', [], [node]);
    expect(read(documentFile(`${storage}.88.33`, node), `${storage}.88.33`).answer).toEqual({
      kind: 'other',
    });
  });
});

describe('any object', () => {
  it.each([
    [`${storage}.88.67`, 'sr'],
    [`${storage}.88.59`, 'ko'],
    [`${storage}.11.2`, 'pr'],
    [`${storage}.104.3`, 'file'],
    [`${storage}.66.4`, 'other'],
    [`${storage}.9.1.1`, 'other'],
    ['1.2.3', 'other'],
  ])('of class %s is opened as %s', (sopClassUID, kind) => {
    expect(documentKind(sopClassUID)).toBe(kind);
  });

  it('that is not what it claims, or breaks off, is nothing to show', () => {
    const bytes = report();
    for (const damaged of [new Uint8Array(), new Uint8Array(500), bytes.subarray(0, bytes.length - 20)])
      expect(read(damaged, `${storage}.88.33`).answer).toEqual({ kind: 'other' });
    expect(read(report(), `${storage}.104.1`).answer).toEqual({ kind: 'other' });
  });

  it('is read in every framing', () => {
    for (const transferSyntaxUID of [syntax.implicit, syntax.bigEndian, syntax.deflated])
      for (const definedLengths of [true, false]) {
        const tree = content(
          'CONTAINER',
          'Chest CT',
          [],
          [content('TEXT', 'Finding', [field('textValue', 'ok')])],
        );
        const sr = srOf(documentFile(`${storage}.88.33`, tree, { transferSyntaxUID, definedLengths }));
        expect(sr.root.children[0]?.value).toBe('ok');
      }
  });
});

describe.skipIf(!hasRealDicom)('real documents', () => {
  const rows = inventory().filter(({ sop_class_uid: uid = '' }) => documentKind(uid) !== 'other');

  it('are all read as what they are', () => {
    expect(rows.length).toBeGreaterThan(5);
    const kinds = rows.map(({ path = '', sop_class_uid: uid = '' }) => [
      path,
      documentKind(uid),
      read(realFile(path), uid).answer.kind,
    ]);
    expect(kinds.filter(([, expected, found]) => expected !== found)).toEqual([]);
  });
});
