/** Every element of a file as somebody would read it: for looking into files, never for deciding anything by them. */
import { limits } from '../limits.ts';
import { type Charset, charsetOf } from './charset.ts';
import { cut } from './cut.ts';
import { dictionaryEntry, nameOfKeyword } from './dictionary.ts';
import { charsetWithin } from './documents/read-data-set.ts';
import { openFile } from './framing.ts';
import type { TagField } from './tags.ts';
import { localTexts, numbers } from './values.ts';
import { type DataItem, type Element, walkDataSet } from './walk.ts';

export interface ElementRow {
  tag: number;
  /** 0 at the top; elements of a sequence's items lie one deeper. */
  depth: number;
  /** As the file writes it, else as PS3.6 has it. */
  vr: string;
  /** Empty for private elements and for those that the standard does not know. */
  keyword: string;
  /** In words; of private elements who made them up. */
  name: string;
  isPrivate: boolean;
  /** Ready to read, cut where it is long; binary values and sequences say how much they hold. */
  value: string;
}

export type ElementList =
  | { status: 'ok'; rows: ElementRow[]; transferSyntaxUID: string; truncated: boolean }
  | { status: 'unreadable' };

const maxCharacters = 2000;
const maxRows = 50_000;

const numeric = new Set(['US', 'SS', 'UL', 'SL', 'FL', 'FD', 'UV', 'SV', 'xs', 'up']);
const binary = new Set(['OB', 'OW', 'OD', 'OF', 'OL', 'OV', 'UN', 'ox', 'lt']);
const localText = new Set(['SH', 'LO', 'ST', 'LT', 'UC', 'UT', 'PN']);

const isPrivateTag = (tag: number): boolean => Math.floor(tag / 0x10000) % 2 === 1;
const isCreator = (tag: number): boolean =>
  isPrivateTag(tag) && (tag & 0xffff) >= 0x10 && (tag & 0xffff) < 0x100;

/** `bytes`: the file, or its beginning up to the pixel data; `totalBytes` of all of it. Never throws. */
export function listElements(bytes: Uint8Array, totalBytes: number): ElementList {
  try {
    const opened = openFile(bytes, totalBytes, limits.headerMaxBytes);
    if (opened === undefined) return { status: 'unreadable' };
    const { root, pixels, broken } = walkDataSet({
      source: opened.source,
      at: opened.at,
      framing: opened.framing,
      totalBytes: opened.totalBytes,
      mayHavePixels: () => true,
      fieldOf: (tag, vr) => ({ tag, vr: vr ?? vrOfTag(tag) }),
    });
    const rows: ElementRow[] = [];
    list(root, charsetOf([]), 0, rows);
    if (pixels !== undefined) {
      const { tag, vr, bytes: length } = pixels;
      const value = length === undefined ? 'in fragments' : `${length.toLocaleString('en')} bytes`;
      rows.push({ ...named(tag, root), tag, depth: 0, vr: vr ?? vrOfTag(tag), value });
    }
    return {
      status: 'ok',
      rows,
      transferSyntaxUID: opened.transferSyntaxUID,
      truncated: broken || rows.length > maxRows,
    };
  } catch {
    return { status: 'unreadable' };
  }
}

const vrOfTag = (tag: number): string =>
  dictionaryEntry(tag)?.vr ?? (isCreator(tag) ? 'LO' : (tag & 0xffff) === 0 ? 'UL' : 'UN');

function list(item: DataItem, outer: Charset, depth: number, rows: ElementRow[]): void {
  const charset = charsetWithin(item, outer);
  for (const [tag, element] of item.elements) {
    if (rows.length > maxRows) return;
    const field: TagField = {
      tag,
      vr: element.vr === undefined || element.vr === 'UN' ? vrOfTag(tag) : element.vr,
    };
    const row = { ...named(tag, item), tag, depth, vr: field.vr };
    if (element.items === undefined) {
      rows.push({ ...row, value: valueOf(item, element, field, charset) });
      continue;
    }
    const { items } = element;
    rows.push({ ...row, vr: 'SQ', value: items.length === 1 ? '1 item' : `${String(items.length)} items` });
    for (const inner of items) list(inner, charset, depth + 1, rows);
  }
}

function named(tag: number, item: DataItem): Pick<ElementRow, 'keyword' | 'name' | 'isPrivate'> {
  if (isPrivateTag(tag)) return { keyword: '', name: privateName(tag, item), isPrivate: true };
  const keyword = dictionaryEntry(tag)?.keyword ?? '';
  const name = keyword !== '' ? nameOfKeyword(keyword) : (tag & 0xffff) === 0 ? 'Group Length' : 'Unknown';
  return { keyword, name, isPrivate: false };
}

/** PS3.5 7.8.1: (gggg,00bb) names whoever owns (gggg,bb00–bbFF). */
function privateName(tag: number, item: DataItem): string {
  if (isCreator(tag)) return 'Private Creator';
  const creator = Math.floor(tag / 0x10000) * 0x10000 + ((tag & 0xff00) >>> 8);
  const [owner = ''] = localTexts(item, { tag: creator, vr: 'LO' }, charsetOf([]), 64);
  return owner === '' ? 'Private' : `Private: ${owner}`;
}

function valueOf(item: DataItem, element: Element, field: TagField, charset: Charset): string {
  if (element.bytes === 0) return '';
  if (binary.has(field.vr)) return `${element.bytes.toLocaleString('en')} bytes`;
  if (field.vr === 'AT') return tagValues(item, field.tag);
  if (numeric.has(field.vr)) return joined(numbers(item, field).map(String));
  return joined(localTexts(item, field, localText.has(field.vr) ? charset : charsetOf([]), maxCharacters));
}

function tagValues(item: DataItem, tag: number): string {
  const words = numbers({ ...item, elements: asWords(item, tag) }, { tag, vr: 'US' });
  const tags: string[] = [];
  for (let at = 0; at + 1 < words.length; at += 2)
    tags.push(tagWords((words[at] ?? 0) * 0x10000 + (words[at + 1] ?? 0)));
  return joined(tags);
}

const asWords = ({ elements }: DataItem, tag: number): Map<number, Element> => {
  const element = elements.get(tag);
  return new Map(element === undefined ? [] : [[tag, { ...element, vr: 'US' }]]);
};

const joined = (values: readonly string[]): string =>
  cut(values.slice(0, maxCharacters).join(' \\ '), maxCharacters);

const hex = (number: number): string => number.toString(16).toUpperCase().padStart(4, '0');

/** '(0010,0020)'. */
export const tagWords = (tag: number): string => `(${hex(Math.floor(tag / 0x10000))},${hex(tag % 0x10000)})`;
