import { describe, expect, it } from 'vitest';
import { decodeDocument, encodeDocument } from '@pacs/shared/document-content';

const pdf = Uint8Array.from([0x25, 0x50, 0x44, 0x46]);
const file = { kind: 'file', title: 'Report', mediaType: 'application/pdf', bytes: 4 } as const;

describe('the answer to opening a document', () => {
  it('carries an encapsulated file behind its words', () => {
    const decoded = decodeDocument(encodeDocument(file, pdf).buffer);
    expect(decoded.answer).toEqual(file);
    expect([...decoded.file]).toEqual([...pdf]);
  });

  it('keeps the nesting of a report', () => {
    const leaf = { valueType: 'TEXT', name: 'Finding', value: 'Normal', children: [] };
    const answer = {
      kind: 'sr',
      title: 'Report',
      verifiedBy: [],
      truncated: false,
      root: { valueType: 'CONTAINER', children: [{ valueType: 'CONTAINER', children: [leaf] }] },
    } as const;
    expect(
      decodeDocument(encodeDocument(structuredClone(answer) as never, new Uint8Array()).buffer).answer,
    ).toEqual(answer);
  });

  it('refuses a body whose lengths contradict each other, and what is no answer', () => {
    expect(() => decodeDocument(encodeDocument(file, pdf.subarray(1)).buffer)).toThrow();
    expect(() => decodeDocument(encodeDocument({ kind: 'other' }, pdf).buffer)).toThrow();
    expect(() => decodeDocument(encodeDocument(file, pdf).buffer.slice(0, 20))).toThrow();
    expect(() =>
      decodeDocument(encodeDocument({ kind: 'film' } as never, new Uint8Array()).buffer),
    ).toThrow();
  });
});
