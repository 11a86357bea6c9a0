/** What PS3.6 calls an element. Large: load it where elements are listed, nowhere else. */
import { dictionaryTable } from './dictionary-table.ts';

export interface DictionaryEntry {
  keyword: string;
  /** As PS3.6 has it; lower case where there is a choice: `xs` US or SS, `ox` OB or OW. */
  vr: string;
}

let entries: Map<number, DictionaryEntry> | undefined;

function read(): Map<number, DictionaryEntry> {
  const all = new Map<number, DictionaryEntry>();
  for (const line of dictionaryTable.trim().split('\n')) {
    const [group = '', ...words] = line.split(' ');
    for (const word of words) {
      const tag = Number.parseInt(group + word.slice(0, 4), 16);
      all.set(tag, { vr: word.slice(4, 6), keyword: word.slice(6) });
    }
  }
  return all;
}

/** Undefined for private elements and for what the standard does not know. Overlays of all groups are one (60xx). */
export function dictionaryEntry(tag: number): DictionaryEntry | undefined {
  const isOverlay = tag >>> 24 === 0x60;
  return (entries ??= read()).get(isOverlay ? 0x60000000 + (tag & 0xffff) : tag);
}

/** 'PatientBirthDate' → 'Patient Birth Date'; abbreviations stay whole: 'SOP Instance UID'. */
export const nameOfKeyword = (keyword: string): string =>
  keyword.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z])([A-Z][a-z])/g, '$1 $2');
