import { expect, test } from 'vitest';
import { dictionaryEntry, nameOfKeyword } from '@pacs/shared/dicom/dictionary';
import { type ElementRow, listElements, tagWords } from '@pacs/shared/dicom/list-elements';
import { element, imageFile, sequence, syntax } from '../support/synthetic-dicom/files.ts';

const over = [
  element(0x00080005, 'CS', 'ISO_IR 100'),
  element(0x00090010, 'LO', 'ACME 1.1'),
  element(0x00091001, 'LO', 'secret sauce'),
  element(0x00100010, 'PN', 'Müller^Jörg'),
  sequence(0x00081140, [
    element(0x00081150, 'UI', '1.2.840.10008.5.1.4.1.1.2'),
    sequence(0x0040a170, [element(0x00080104, 'LO', 'Größe')]),
  ]),
  sequence(0x00091002, [element(0x00091003, 'FD', new Float64Array([1.5]))]),
  element(0x00280009, 'AT', new Uint16Array([0x0018, 0x1063])),
  element(0x00286010, 'US', 3),
];
const encode = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0) & 0xff);

function rowsOf(bytes: Uint8Array, totalBytes = bytes.length): ElementRow[] {
  const list = listElements(bytes, totalBytes);
  if (list.status !== 'ok') throw new Error(list.status);
  return list.rows;
}
const row = (rows: readonly ElementRow[], tag: number) => rows.find((one) => one.tag === tag);

test.each(['explicit', 'implicit', 'bigEndian', 'deflated'] as const)(
  'elements of a file in %s are named and read, nested ones below their sequence',
  (framing) => {
    const rows = rowsOf(imageFile(over, { transferSyntaxUID: syntax[framing], encode }));
    expect(row(rows, 0x00100010)).toMatchObject({
      keyword: 'PatientName',
      name: 'Patient Name',
      vr: 'PN',
      value: 'Müller^Jörg',
      depth: 0,
    });
    expect(row(rows, 0x00280010)?.value).toBe('4');
    expect(row(rows, 0x00200037)?.value).toBe('1 \\ 0 \\ 0 \\ 0 \\ 1 \\ 0');
    expect(row(rows, 0x00280009)?.value).toBe('(0018,1063)');
    const at = rows.findIndex(({ tag }) => tag === 0x00081140);
    expect(rows.slice(at, at + 4).map(({ tag, depth, value }) => [tagWords(tag), depth, value])).toEqual([
      ['(0008,1140)', 0, '1 item'],
      ['(0008,1150)', 1, '1.2.840.10008.5.1.4.1.1.2'],
      ['(0040,A170)', 1, '1 item'],
      ['(0008,0104)', 2, 'Größe'],
    ]);
    expect(rows.at(-1)).toMatchObject({ keyword: 'PixelData', value: '48 bytes' });
  },
);

test('private elements are shown as such, with who made them up', () => {
  const rows = rowsOf(imageFile(over, { encode }));
  expect(row(rows, 0x00090010)).toMatchObject({
    isPrivate: true,
    name: 'Private Creator',
    value: 'ACME 1.1',
  });
  expect(row(rows, 0x00091001)).toMatchObject({
    isPrivate: true,
    name: 'Private: ACME 1.1',
    value: 'secret sauce',
  });
  expect(row(rows, 0x00091003)).toMatchObject({ depth: 1, value: '1.5', name: 'Private' });
});

test('the beginning of a file up to its pixel data is enough', () => {
  const bytes = imageFile(over);
  expect(rowsOf(bytes.subarray(0, bytes.length - 48), bytes.length)).toEqual(rowsOf(bytes));
});

test('what is no DICOM is unreadable, and broken lengths do not throw', () => {
  expect(listElements(new Uint8Array(400).fill(7), 400)).toEqual({ status: 'unreadable' });
  const bytes = imageFile(over);
  for (let end = 0; end < 700; end += 13)
    expect(['ok', 'unreadable']).toContain(listElements(bytes.subarray(0, end), end).status);
});

test('the dictionary knows the standard’s elements, retired ones and overlays of every group', () => {
  expect(dictionaryEntry(0x0020000d)).toEqual({ keyword: 'StudyInstanceUID', vr: 'UI' });
  expect(dictionaryEntry(0x00280106)).toEqual({ keyword: 'SmallestImagePixelValue', vr: 'xs' });
  expect(dictionaryEntry(0x60023000)).toEqual(dictionaryEntry(0x60003000));
  expect(dictionaryEntry(0x60023000)?.keyword).toBe('OverlayData');
  expect(dictionaryEntry(0x00091001)).toBeUndefined();
  expect(nameOfKeyword('SOPInstanceUID')).toBe('SOP Instance UID');
});
