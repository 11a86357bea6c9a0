/** Values of a walked data set, read through dicom-parser's byte parsers; every reader is total: bad data is absent data. */
import dicomParser from 'dicom-parser';
import { type Charset, decodeText, latin1 } from './charset.ts';
import { cut } from './cut.ts';
import { type Keyword, type TagField, fields } from './tags.ts';
import type { DataItem, Element } from './walk.ts';

/** No field of the table needs more of a text; keeps a hostile value from costing time. */
const maxTextBytes = 32_768;
const maxValues = 100_000;

const binarySizes: Readonly<Record<string, number>> = {
  US: 2,
  SS: 2,
  UL: 4,
  SL: 4,
  FL: 4,
  FD: 8,
  UV: 8,
  SV: 8,
  OV: 8,
};

/** An element by its keyword in the field table, or by a field of another table that the data set was walked with. */
export type FieldKey = Keyword | TagField;

const fieldAt = (key: FieldKey): TagField => (typeof key === 'string' ? fields[key] : key);

export const elementOf = (item: DataItem | undefined, keyword: FieldKey, group = 0): Element | undefined =>
  item?.elements.get(fieldAt(keyword).tag + group * 0x10000);

export const itemsOf = (item: DataItem | undefined, keyword: FieldKey): DataItem[] =>
  elementOf(item, keyword)?.items ?? [];

export const bytesOf = (item: DataItem, element: Element): Uint8Array =>
  item.source.subarray(element.at, element.at + element.bytes);

/** Values of a text element in the default repertoire (UI, CS, DS, IS, DA, TM …), without padding. */
export function plainTexts(item: DataItem | undefined, keyword: FieldKey, group = 0): string[] {
  const element = elementOf(item, keyword, group);
  if (item === undefined || element === undefined || element.bytes === 0) return [];
  const { source } = item;
  const end = element.at + Math.min(element.bytes, maxTextBytes);
  const values: string[] = [];
  let from = element.at;
  for (let at = from; at <= end; at += 1) {
    if (at < end && source[at] !== backslash) continue;
    values.push(trimmed(source, from, at));
    from = at + 1;
  }
  return values;
}

const backslash = 0x5c;
const isPadding = (byte: number | undefined): boolean => byte === undefined || byte === 0x20 || byte === 0;

const trimmed = (source: Uint8Array, start: number, stop: number): string => {
  let from = start;
  let to = stop;
  while (to > from && isPadding(source[to - 1])) to -= 1;
  while (from < to && isPadding(source[from])) from += 1;
  return latin1(source, from, to);
};

export function plainText(item: DataItem | undefined, keyword: FieldKey): string | undefined {
  const first = plainTexts(item, keyword)[0];
  return first === undefined || first === '' ? undefined : first;
}

/** Values of a text in the file's character set, control characters removed, each cut to `maxCharacters`. */
export function localTexts(
  item: DataItem | undefined,
  keyword: FieldKey,
  charset: Charset,
  maxCharacters: number,
): string[] {
  const element = elementOf(item, keyword);
  if (item === undefined || element === undefined || element.bytes === 0) return [];
  const decoded = decodeText(bytesOf(item, element).subarray(0, maxTextBytes), charset);
  return decoded.split('\\').map((value) => cut(withoutControls(value).trim(), maxCharacters));
}

/** Padding NULs and stray control characters. */
const withoutControls = (text: string): string => text.replace(/[\u0000-\u001f\u007f]/g, ' ');

/** The first of them, if it says anything. */
export function localText(
  item: DataItem | undefined,
  keyword: FieldKey,
  charset: Charset,
  maxCharacters: number,
): string | undefined {
  const [text] = localTexts(item, keyword, charset, maxCharacters);
  return text === '' ? undefined : text;
}

/** A text of several lines (ST, LT, UT: PS3.5 6.2): a backslash belongs to it, line breaks stay. */
export function localParagraph(
  item: DataItem,
  keyword: FieldKey,
  charset: Charset,
  maxCharacters: number,
): string | undefined {
  const element = elementOf(item, keyword);
  if (element === undefined || element.bytes === 0) return undefined;
  const lines = decodeText(bytesOf(item, element).subarray(0, maxCharacters * 4), charset)
    .replace(/\r\n?|\f/g, '\n')
    .split('\n')
    .map((line) => withoutControls(line).trimEnd());
  const text = cut(lines.join('\n').replace(/^\n+|\s+$/g, ''), maxCharacters);
  return text === '' ? undefined : text;
}

/** All numbers of an element; a value that is not a number is NaN, so that places keep their meaning. */
export function numbers(item: DataItem | undefined, keyword: FieldKey, signed = false, group = 0): number[] {
  const element = elementOf(item, keyword, group);
  if (item === undefined || element === undefined || element.bytes === 0) return [];
  const vr = binaryVR(element.vr, fieldAt(keyword).vr, signed);
  if (vr === undefined) return textNumbers(item, keyword, group);
  const size = binarySizes[vr] ?? 2;
  const count = Math.min(Math.floor(element.bytes / size), maxValues);
  const out: number[] = [];
  for (let index = 0; index < count; index += 1) out.push(binaryNumber(item, vr, element.at + index * size));
  return out;
}

const textNumbers = (item: DataItem, keyword: FieldKey, group: number): number[] =>
  plainTexts(item, keyword, group)
    .slice(0, maxValues)
    .map((value) => (value === '' || !/^[-+.\dEe]+$/.test(value) ? Number.NaN : Number(value)));

/** The VR to read a number by; undefined for numbers written as text. */
const binaryVR = (written: string | undefined, expected: string, signed: boolean): string | undefined => {
  if (written !== undefined && written in binarySizes) return written;
  if (written !== undefined && written !== 'UN' && written !== 'OW' && written !== 'OB') return undefined;
  if (expected === 'xs') return signed ? 'SS' : 'US';
  return expected in binarySizes ? expected : undefined;
};

const binaryNumber = (item: DataItem, vr: string, at: number): number => {
  const read = item.littleEndian
    ? dicomParser.littleEndianByteArrayParser
    : dicomParser.bigEndianByteArrayParser;
  const { source, littleEndian } = item;
  switch (vr) {
    case 'US':
      return read.readUint16(source, at);
    case 'SS':
      return read.readInt16(source, at);
    case 'UL':
      return read.readUint32(source, at);
    case 'SL':
      return read.readInt32(source, at);
    case 'FL':
      return read.readFloat(source, at);
    case 'FD':
      return read.readDouble(source, at);
    default: {
      const low = read.readUint32(source, littleEndian ? at : at + 4);
      return low + read.readUint32(source, littleEndian ? at + 4 : at) * 0x1_0000_0000;
    }
  }
};

/** First finite number, if any. */
export function number(item: DataItem | undefined, keyword: FieldKey, signed = false): number | undefined {
  const [first] = numbers(item, keyword, signed);
  return first !== undefined && Number.isFinite(first) ? first : undefined;
}

export function integer(item: DataItem | undefined, keyword: FieldKey): number | undefined {
  const value = number(item, keyword);
  if (value === undefined) return undefined;
  const whole = Math.trunc(value);
  return Number.isSafeInteger(whole) ? whole : undefined;
}

/** Exactly `count` finite numbers, or nothing. */
export function vector(item: DataItem | undefined, keyword: FieldKey, count: number): number[] | undefined {
  const values = numbers(item, keyword).slice(0, count);
  return values.length === count && values.every((value) => Number.isFinite(value)) ? values : undefined;
}
