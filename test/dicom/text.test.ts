import { foldText } from '@pacs/shared/dicom/fold-text';
import { identitiesDisagree } from '@pacs/shared/dicom/same-patient';
import { charsetOf, decodeText } from '@pacs/shared/dicom/charset';
import { formatPersonName, parsePersonName } from '@pacs/shared/dicom/person-name';
import { readHeader } from '@pacs/shared/dicom/read-header';
import { deriveUid, isLegalUid } from '@pacs/shared/dicom/uids';
import { describe, expect, it } from 'vitest';
import { element, imageFile } from '../support/synthetic-dicom/files.ts';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const decoded = (terms: readonly string[], text: string): string => decodeText(bytes(text), charsetOf(terms));

describe('character sets', () => {
  // The examples of PS3.5 Annexes H, I, J and K.
  it.each([
    [
      'Japanese by IR 87',
      ['', 'ISO 2022 IR 87'],
      'Yamada^Tarou=\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B=\x1b$B$d$^$@\x1b(B^\x1b$B$?$m$&\x1b(B',
      'Yamada^Tarou=山田^太郎=やまだ^たろう',
    ],
    [
      'Japanese by IR 13 and 87',
      ['ISO 2022 IR 13', 'ISO 2022 IR 87'],
      '\xd4\xcf\xc0\xde^\xc0\xdb\xb3=\x1b$B;3ED\x1b(J^\x1b$BB@O:\x1b(J',
      'ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎',
    ],
    [
      'Korean by IR 149',
      ['', 'ISO 2022 IR 149'],
      'Hong^Gildong=\x1b$)C\xfb\xf3^\x1b$)C\xd1\xce\xd4\xd7=\x1b$)C\xc8\xab^\x1b$)C\xb1\xe6\xb5\xbf',
      'Hong^Gildong=洪^吉洞=홍^길동',
    ],
    [
      'Chinese by IR 58',
      ['', 'ISO 2022 IR 58'],
      'Zhang=\x1b$)A\xd5\xc5^\x1b$)A\xd0\xa1\xb6\xab',
      'Zhang=张^小东',
    ],
    ['GB18030', ['GB18030'], 'Wang=\xcd\xf5^\xd0\xa1\xb6\xab', 'Wang=王^小东'],
    ['UTF-8', ['ISO_IR 192'], 'Wang=\xe7\x8e\x8b', 'Wang=王'],
    ['Greek', ['ISO_IR 126'], '\xc4\xe9\xef\xed', 'Διον'],
    ['Cyrillic', ['ISO_IR 144'], '\xbb\xee\xda', 'Люк'],
    ['Arabic', ['ISO_IR 127'], '\xe2\xc8', 'قب'],
    ['Hebrew', ['ISO_IR 138'], '\xf9\xf8', 'שר'],
    ['Thai', ['ISO_IR 166'], '\xca\xc1', 'สม'],
    ['Latin-2', ['ISO_IR 101'], 'Wa\xb3\xeasa', 'Wałęsa'],
    ['a misspelt term', ['ISO-IR 100'], 'Buc^J\xe9r\xf4me', 'Buc^Jérôme'],
    ['nothing declared, Latin-1', [], 'J\xe9r\xf4me', 'Jérôme'],
    ['nothing declared, UTF-8', [], 'J\xc3\xa9r\xc3\xb4me', 'Jérôme'],
  ])('%s', (_, terms, text, expected) => {
    expect(decoded(terms, text)).toBe(expected);
  });

  // PS3.3 Tables C.12-2 to C.12-5: every defined term, alone and called by its escape sequence.
  const singleByte: [term: number, escape: string, text: string, expected: string][] = [
    [100, '-A', '\xc4\xdf', 'Äß'],
    [101, '-B', '\xb3\xea', 'łę'],
    [109, '-C', '\xa6\xf8', 'Ĥĝ'],
    [110, '-D', '\xa3\xbe', 'Ŗž'],
    [144, '-L', '\xbb\xee', 'Лю'],
    [127, '-G', '\xe2\xc8', 'قب'],
    [126, '-F', '\xc4\xe9', 'Δι'],
    [138, '-H', '\xf9\xf8', 'שר'],
    [148, '-M', '\xd0\xfd', 'Ğı'],
    [203, '-b', '\xa4\xbd', '€œ'],
    [13, ')I', '\xd4\xcf', 'ﾔﾏ'],
    [166, '-T', '\xca\xc1', 'สม'],
  ];
  it.each(singleByte)('ISO_IR %i alone', (term, _escape, text, expected) => {
    expect(decoded([`ISO_IR ${String(term)}`], `A${text}`)).toBe(`A${expected}`);
    expect(decoded([`ISO 2022 IR ${String(term)}`], `A${text}`)).toBe(`A${expected}`);
  });
  it.each(singleByte)('ISO 2022 IR %i called by its escape', (term, escape, text, expected) => {
    const terms = ['ISO 2022 IR 100', `ISO 2022 IR ${String(term)}`];
    // Behind a delimiter the first set holds again (PS3.5 6.1.2.5.3).
    expect(decoded(terms, `\xe9\x1b${escape}${text}^\xe9`)).toBe(`é${expected}^é`);
  });

  it.each([
    ['IR 6 and IR 100', ['ISO 2022 IR 6', 'ISO 2022 IR 100'], 'J\x1b-A\xe9r', 'Jér'],
    ['JIS X 0212 by IR 159', ['', 'ISO 2022 IR 159'], '\x1b$(D0a\x1b(B!', '伵!'],
    ['GBK', ['GBK'], '\xcd\xf5^\x95\x5c', '王^昞'],
    ['GB18030 in four bytes', ['GB18030'], '\x81\x30\x81\x30', '\u0080'],
    ['UTF-8 beyond the basic plane', ['ISO_IR 192'], '\xf0\xa0\x80\x8b', '𠀋'],
    ['Korean without its escape', ['', 'ISO 2022 IR 149'], 'Hong=\xfb\xf3^\xd1\xce', 'Hong=洪^吉'],
    ['Cyrillic without its escape', ['ISO 2022 IR 6', 'ISO 2022 IR 144'], '\xbb\xee', 'Лю'],
    ['Japanese with Latin-1 bytes that no set explains', ['', 'ISO 2022 IR 87'], 'J\xe9r', 'Jér'],
  ])('%s', (_, terms, text, expected) => {
    expect(decoded(terms, text)).toBe(expected);
  });

  it('knows every defined term, and says which it does not', () => {
    const terms = [6, 13, 58, 87, 100, 101, 109, 110, 126, 127, 138, 144, 148, 149, 159, 166, 203];
    for (const term of terms) expect(charsetOf([`ISO 2022 IR ${String(term)}`]).unknown).toBe(false);
    for (const term of ['ISO_IR 192', 'GB18030', 'GBK', '', 'ISO_IR 6'])
      expect(charsetOf([term]).unknown).toBe(false);
    expect(charsetOf(['', 'ISO 2022 IR 999']).unknown).toBe(true);
  });

  it('never throws, whatever the bytes', () => {
    const anything = Uint8Array.from({ length: 512 }, (_, index) => (index * 37) % 256);
    for (const term of ['', 'ISO 2022 IR 87', 'ISO 2022 IR 149', 'GB18030', 'ISO_IR 192', 'ISO_IR 999']) {
      expect(typeof decodeText(anything, charsetOf([term, 'ISO 2022 IR 159']))).toBe('string');
    }
  });

  it('splits values after decoding: a backslash can be half of a character', () => {
    const file = imageFile([
      element(0x00080005, 'CS', 'GB18030'),
      element(0x00100020, 'LO', bytes('\x95\x5cX')),
    ]);
    const read = readHeader(file, { totalBytes: file.length });
    expect(read.status === 'ok' && read.header.identity.patientID).toBe('昞X');
  });
});

describe('person names', () => {
  it('keep their three groups', () => {
    expect(parsePersonName('Yamada^Tarou=山田^太郎=やまだ^たろう')).toEqual({
      alphabetic: 'Yamada^Tarou',
      ideographic: '山田^太郎',
      phonetic: 'やまだ^たろう',
    });
    expect(parsePersonName('^^^^')).toBeUndefined();
    expect(parsePersonName('Doe^Jane^^^ ')).toEqual({ alphabetic: 'Doe^Jane' });
  });

  it('read well in lists', () => {
    expect(formatPersonName({ alphabetic: 'Doe^Jane^Mary^Dr.' })).toBe('Doe, Jane Mary, Dr.');
    expect(formatPersonName({ alphabetic: 'Yamada^Tarou', ideographic: '山田^太郎' })).toBe(
      'Yamada, Tarou (山田 太郎)',
    );
    expect(formatPersonName({ alphabetic: '', ideographic: '山田^太郎' })).toBe('山田 太郎');
    expect(formatPersonName(undefined)).toBe('');
  });
});

describe('folding for comparison', () => {
  it.each([
    ['Müller', 'muller'],
    ['Wałęsa', 'wałesa'],
    ['ŁÓDŹ', 'łodz'],
    ['Ｙａｍａｄａ', 'yamada'],
    ['ﾔﾏﾀﾞ', 'ヤマダ'],
    ['Ἀθῆναι', 'αθηναι'],
    ['ﬁ', 'fi'],
  ])('takes %s as %s', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  it('keeps the marks that make another letter', () => {
    expect(foldText('が')).not.toBe(foldText('か'));
    expect(foldText('กี่')).not.toBe(foldText('กา'));
    expect(foldText('नि')).not.toBe(foldText('ना'));
  });

  it('tells two patients apart by their names, not by how they are written', () => {
    const named = (alphabetic: string) => ({ patientName: { alphabetic } });
    expect(identitiesDisagree(named('Müller^Jürgen'), named('MULLER, JURGEN'))).toBe(false);
    expect(identitiesDisagree(named('नि'), named('ना'))).toBe(true);
    expect(identitiesDisagree(named('Doe^Jane'), named('Doe^John'))).toBe(true);
  });
});

describe('UIDs', () => {
  it('are legal or not by PS3.5 9.1', () => {
    expect(['1.2.840.10008', '2.25.0'].every(isLegalUid)).toBe(true);
    expect(['', '1', '1..2', '1.02', 'abc', '1.2.', `1.${'2'.repeat(64)}`].some(isLegalUid)).toBe(false);
  });

  it('are derived alike from like content, legally, and differ for unlike', () => {
    const many = new Set(Array.from({ length: 5000 }, (_, index) => deriveUid('x', String(index))));
    expect(many.size).toBe(5000);
    expect([...many].every(isLegalUid)).toBe(true);
    expect(deriveUid('ab', 'c')).not.toBe(deriveUid('a', 'bc'));
    expect(deriveUid('ab')).toBe(deriveUid('ab'));
  });
});
