/** Lookup tables with their bytes (PS3.3 C.11.1.1, C.11.2.1.1, C.7.6.3.1.5, segmented ones C.7.9.2). */
import type { LutRef } from '../manifest.ts';
import type { Keyword } from './tags.ts';
import { bytesOf, elementOf, numbers } from './values.ts';
import type { DataItem } from './walk.ts';

export type RawLut = Omit<LutRef, 'blob'> & { data: Uint8Array };

interface Descriptor {
  entries: number;
  firstValueMapped: number;
  bitsPerEntry: number;
}

/** `signed`: whether the first value mapped is, where the VR does not say. */
function readDescriptor(item: DataItem, keyword: Keyword, signed: boolean): Descriptor | undefined {
  const [count, first, bits] = numbers(item, keyword, signed);
  if (count === undefined || first === undefined || bits === undefined) return undefined;
  if (![count, first, bits].every(Number.isSafeInteger)) return undefined;
  const entries = (count & 0xffff) === 0 ? 65_536 : count & 0xffff;
  return { entries, firstValueMapped: first, bitsPerEntry: bits >= 8 && bits <= 16 ? bits : 16 };
}

/** A table by descriptor and data elements; undefined where either is missing or senseless. */
export function readLut(
  item: DataItem,
  descriptorKeyword: Keyword,
  dataKeyword: Keyword,
  signed: boolean,
): RawLut | undefined {
  const descriptor = readDescriptor(item, descriptorKeyword, signed);
  const words = descriptor && readWords(item, dataKeyword, descriptor.entries);
  if (descriptor === undefined || words === undefined || words.length === 0) return undefined;
  return asLut(descriptor, words);
}

/** A palette channel written as segments. */
export function readSegmentedLut(
  item: DataItem,
  descriptorKeyword: Keyword,
  dataKeyword: Keyword,
  signed: boolean,
): RawLut | undefined {
  const descriptor = readDescriptor(item, descriptorKeyword, signed);
  const element = elementOf(item, dataKeyword);
  if (descriptor === undefined || element === undefined) return undefined;
  const bytes = bytesOf(item, element);
  const segments = descriptor.bitsPerEntry === 8 ? bytes : toWords(bytes, item.littleEndian);
  const words = expandSegments(segments, descriptor.entries);
  return words.length === 0 ? undefined : asLut(descriptor, words);
}

const asLut = (descriptor: Descriptor, words: Uint16Array): RawLut => {
  const entries = Math.min(descriptor.entries, words.length);
  const data = new Uint8Array(entries * 2);
  const view = new DataView(data.buffer);
  for (let index = 0; index < entries; index += 1) view.setUint16(index * 2, words[index] ?? 0, true);
  return { ...descriptor, entries, data };
};

const toWords = (bytes: Uint8Array, littleEndian: boolean): Uint16Array => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const words = new Uint16Array(bytes.length >> 1);
  for (let index = 0; index < words.length; index += 1)
    words[index] = view.getUint16(index * 2, littleEndian);
  return words;
};

/** Entries are 16-bit words; some writers pack 8-bit ones (PS3.3 C.7.6.3.1.6 allows it). */
function readWords(item: DataItem, keyword: Keyword, entries: number): Uint16Array | undefined {
  const element = elementOf(item, keyword);
  if (element === undefined) return undefined;
  const bytes = bytesOf(item, element);
  if (bytes.length < entries * 2 && bytes.length >= entries)
    return Uint16Array.from(bytes.subarray(0, entries));
  return toWords(bytes, item.littleEndian).subarray(0, entries);
}

/**
 * Discrete (0), linear (1) and indirect (2) segments; stops at `entries` values or at the first nonsense, which
 * an empty segment is: thousands of references to thousands of them would take for ever.
 */
export function expandSegments(segments: Uint8Array | Uint16Array, entries: number): Uint16Array {
  const out = new Uint16Array(entries);
  let filled = 0;
  const push = (value: number): void => {
    if (filled < entries) out[filled++] = value;
  };
  /** Reads one segment at `at`; answers where the next starts, or undefined at nonsense. */
  const segment = (at: number, mayJump: boolean): number | undefined => {
    const opcode = segments[at];
    const length = segments[at + 1];
    if (opcode === undefined || length === undefined || length === 0) return undefined;
    if (opcode === 0) {
      for (let index = 0; index < length; index += 1) push(segments[at + 2 + index] ?? 0);
      return at + 2 + length;
    }
    const target = segments[at + 2];
    if (opcode === 1 && target !== undefined && filled > 0) {
      const from = out[filled - 1] ?? 0;
      for (let step = 1; step <= length; step += 1)
        push(Math.round(from + ((target - from) * step) / length));
      return at + 3;
    }
    if (opcode !== 2 || !mayJump) return undefined;
    const wide = segments instanceof Uint16Array;
    const byteOffset = wide
      ? (segments[at + 2] ?? 0) + (segments[at + 3] ?? 0) * 0x10000
      : [0, 1, 2, 3].reduce((sum, index) => sum + (segments[at + 2 + index] ?? 0) * 256 ** index, 0);
    let copied: number | undefined = wide ? byteOffset / 2 : byteOffset;
    for (let index = 0; index < length && copied !== undefined && filled < entries; index += 1) {
      copied = segment(copied, false);
    }
    return at + (wide ? 4 : 6);
  };
  for (let at: number | undefined = 0; at !== undefined && at < segments.length && filled < entries;) {
    at = segment(at, true);
  }
  return out.subarray(0, filled);
}
