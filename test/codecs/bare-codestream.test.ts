/** What a link without identity may hand out of compressed frames: pictures with nothing beside them. */
import { expect, test } from 'vitest';
import { isBareCodestream } from '@pacs/shared/codecs/bare-codestream';

const bytes = (...parts: (number[] | string)[]) =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : part)),
  );
const segment = (marker: number, content: number[] | string): number[] => {
  const inner = [...bytes(content)];
  return [0xff, marker, (inner.length + 2) >> 8, (inner.length + 2) & 255, ...inner];
};
const soi = [0xff, 0xd8];
const eoi = [0xff, 0xd9];
const frame = segment(0xc3, [16, 0, 1, 0, 1, 1, 1, 0x11, 0]);
const scan = [...segment(0xda, [1, 1, 0, 1, 0, 0]), 0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56];
const jfif = segment(0xe0, ['JFIF\0', '\x01\x01\0\0\x01\0\x01\0\0'].join(''));
const adobe = segment(0xee, 'Adobe\0\x64\0\0\0\0\0');
const jpeg = (...more: number[][]) => bytes(soi, ...more, frame, segment(0xc4, [0]), scan, eoi);

test('JPEG and JPEG-LS with tables, scans, restarts and the marks of fixed length are bare', () => {
  expect(isBareCodestream(jpeg())).toBe(true);
  expect(isBareCodestream(jpeg(jfif, adobe))).toBe(true);
  expect(isBareCodestream(bytes([...jpeg()], [0]))).toBe(true);
  const ls = [soi, segment(0xf7, [8, 0, 1, 0, 1, 1, 1, 0x11, 0]), segment(0xf8, [1, 0, 255]), scan, eoi];
  expect(isBareCodestream(bytes(...ls))).toBe(true);
  expect(isBareCodestream(bytes(soi, frame, scan, scan, eoi))).toBe(true);
});

test.each<[string, Uint8Array]>([
  ['a comment', jpeg(segment(0xfe, 'DOE^JANE'))],
  ['a comment between scans', bytes(soi, frame, scan, segment(0xfe, 'DOE^JANE'), scan, eoi)],
  ['EXIF', jpeg(segment(0xe1, 'Exif\0\0DOE^JANE'))],
  ['a thumbnail in JFIF', jpeg(segment(0xe0, 'JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01DOE'))],
  ['more than Adobe’s own in its segment', jpeg(segment(0xee, 'Adobe\0\x64\0\0\0\0\0DOE^JANE'))],
  ['another’s words in Adobe’s place', jpeg(segment(0xee, 'DOE^JANE 123'))],
  ['a table in JPEG-LS that maps values', jpeg(segment(0xf8, [2, 68, 79, 69]))],
  ['words behind the end', bytes([...jpeg()], 'DOE^JANE')],
  ['no end', jpeg().subarray(0, -2)],
  ['a segment that runs over the end', bytes(soi, [0xff, 0xdb, 0xff, 0xff])],
  ['JPEG XL', bytes([0xff, 0x0a, 0, 0])],
  ['a file of JPEG 2000', bytes([0, 0, 0, 12], 'jP  \r\n')],
  ['nothing', new Uint8Array()],
])('what has %s is not', (_what, stream) => {
  expect(isBareCodestream(stream)).toBe(false);
});

const siz = segment(0x51, [0, 0, 0, 0]);
const comment = (words: string, kind = 1) => segment(0x64, [0, kind, ...bytes(words)]);
const tilePart = (data: number[] | string, header: number[] = [], isOpen = false): number[] => {
  const inner = [...header, 0xff, 0x93, ...bytes(data)];
  const length = isOpen ? 0 : inner.length + 12;
  return [0xff, 0x90, 0, 10, 0, 0, 0, 0, length >> 8, length & 255, 0, 1, ...inner];
};
const j2k = (...parts: number[][]) => bytes([0xff, 0x4f], ...parts, eoi);

test.each<[string, Uint8Array]>([
  ['plain', j2k(siz, tilePart('abc'))],
  ['of several tile-parts', j2k(siz, tilePart('abc'), tilePart('d', segment(0x58, [0, 1])), [])],
  ['whose last tile-part has no length', bytes([...j2k(siz, tilePart('abc', [], true))], [0])],
  ['signed by OpenJPEG', j2k(siz, comment('Created by OpenJPEG version 2.5.0'), tilePart('abc'))],
  ['signed by Kakadu', j2k(siz, comment('Kakadu-v7.10.2'), tilePart('abc'))],
])('JPEG 2000 %s is bare', (_what, stream) => {
  expect(isBareCodestream(stream)).toBe(true);
});

test.each<[string, Uint8Array]>([
  ['a comment', j2k(siz, comment('DOE^JANE'), tilePart('abc'))],
  ['a comment behind an encoder’s name', j2k(siz, comment('Kakadu-v7.1 DOE^JANE'), tilePart('abc'))],
  ['a binary comment', j2k(siz, comment('Kakadu-v7.10.2', 0), tilePart('abc'))],
  ['a comment in a tile-part', j2k(siz, tilePart('abc', comment('DOE^JANE')))],
  ['a segment that nobody knows', j2k(siz, segment(0x7f, 'DOE'), tilePart('abc'))],
  ['words behind the end', bytes([...j2k(siz, tilePart('abc'))], 'DOE^JANE')],
  ['words between tile-parts', j2k(siz, tilePart('abc'), [...bytes('DOE^JANE')], tilePart('abc'))],
  ['no end', j2k(siz, tilePart('abc')).subarray(0, -2)],
  ['no tile-part', j2k(siz)],
])('JPEG 2000 with %s is not', (_what, stream) => {
  expect(isBareCodestream(stream)).toBe(false);
});
