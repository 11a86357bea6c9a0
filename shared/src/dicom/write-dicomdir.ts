/**
 * A DICOMDIR (PS3.3 Annex F, PS3.10 8.6) for files as they are: PATIENT, STUDY, SERIES and one record a file. It
 * describes; nothing in the files is changed. Explicit VR Little Endian, sequences and items of defined length.
 */
import { groupBy } from '../group-by.ts';
import type { PersonName } from '../documents.ts';
import type { DirectoryKey } from './directory-keys.ts';
import { documentKind } from './documents/document-kind.ts';
import type { DicomHeader } from './types.ts';

export interface FiledInstance {
  /** Components of the file's path below the DICOMDIR: at most 8 of at most 8 characters A–Z, 0–9, _ (PS3.10 8.2). */
  fileId: readonly string[];
  header: Pick<
    DicomHeader,
    | 'sopClassUID'
    | 'sopInstanceUID'
    | 'studyInstanceUID'
    | 'seriesInstanceUID'
    | 'transferSyntaxUID'
    | 'identity'
    | 'description'
    | 'series'
    | 'stack'
  >;
  /** What its record says beyond that (readDirectoryKeys). */
  keys?: readonly DirectoryKey[];
}

interface Items {
  items: readonly (readonly Element[])[];
}
type Value = string | readonly string[] | number | Uint8Array | Items | undefined;
/** `vr` one with a length of two bytes, OB or SQ. */
type Element = readonly [tag: number, vr: string, value: Value];

interface DirectoryRecord {
  type: string;
  elements: readonly Element[];
  lower: readonly DirectoryRecord[];
}

const explicitLittleEndian = '1.2.840.10008.1.2.1';
const mediaStorageDirectory = '1.2.840.10008.1.3.10';
const utf8 = 'ISO_IR 192';
const inUse = 0xffff;
const itemHeaderBytes = 8;
/** Places of the two links in a record, from its item: both come first and have fixed lengths. */
const nextAt = itemHeaderBytes + 8;
const lowerAt = itemHeaderBytes + 12 + 10 + 8;

const joinName = (name: PersonName | undefined): string =>
  [name?.alphabetic ?? '', name?.ideographic ?? '', name?.phonetic ?? ''].join('=').replace(/=+$/, '');

const isItems = (value: Value): value is Items => typeof value === 'object' && 'items' in value;

const isAscii = (value: Value): boolean =>
  isItems(value)
    ? value.items.every((elements) => elements.every(([, , within]) => isAscii(within)))
    : typeof value !== 'string' || /^[\x20-\x7e]*$/.test(value);

function itemOf(data: Uint8Array): Uint8Array {
  const item = new Uint8Array(itemHeaderBytes + data.length);
  const view = new DataView(item.buffer);
  view.setUint32(0, 0xe000fffe, true);
  view.setUint32(4, data.length, true);
  item.set(data, itemHeaderBytes);
  return item;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function bytesOf(vr: string, value: Value): Uint8Array {
  if (value === undefined) return new Uint8Array(0);
  if (isItems(value)) return joined(value.items.map((elements) => itemOf(encode(elements))));
  if (value instanceof Uint8Array) return value;
  if (typeof value === 'number') {
    const bytes = new Uint8Array(vr === 'US' ? 2 : 4);
    const view = new DataView(bytes.buffer);
    if (vr === 'US') view.setUint16(0, value, true);
    else view.setUint32(0, value, true);
    return bytes;
  }
  const text = new TextEncoder().encode(typeof value === 'string' ? value : value.join('\\'));
  if (text.length % 2 === 0) return text;
  const padded = new Uint8Array(text.length + 1).fill(vr === 'UI' ? 0 : 0x20);
  padded.set(text);
  return padded;
}

function encode(elements: readonly Element[]): Uint8Array<ArrayBuffer> {
  const parts = elements.map(([tag, vr, value]) => ({ tag, vr, bytes: bytesOf(vr, value) }));
  const isLong = (vr: string) => vr === 'OB' || vr === 'SQ';
  const headBytes = (vr: string) => (isLong(vr) ? 12 : 8);
  const out = new Uint8Array(parts.reduce((sum, { vr, bytes }) => sum + headBytes(vr) + bytes.length, 0));
  const view = new DataView(out.buffer);
  let at = 0;
  for (const { tag, vr, bytes } of parts) {
    view.setUint16(at, tag >>> 16, true);
    view.setUint16(at + 2, tag & 0xffff, true);
    out[at + 4] = vr.charCodeAt(0);
    out[at + 5] = vr.charCodeAt(1);
    if (isLong(vr)) view.setUint32(at + 8, bytes.length, true);
    else view.setUint16(at + 6, bytes.length, true);
    out.set(bytes, at + headBytes(vr));
    at += headBytes(vr) + bytes.length;
  }
  return out;
}

/** An item with its links still 0. */
function encodeRecord({ type, elements }: DirectoryRecord): Uint8Array {
  const data = encode([
    [0x00041400, 'UL', 0],
    [0x00041410, 'US', inUse],
    [0x00041420, 'UL', 0],
    [0x00041430, 'CS', type],
    ...elements.filter(([tag]) => tag < 0x00080005),
    ...(elements.every(([, , value]) => isAscii(value)) ? [] : [[0x00080005, 'CS', utf8] as const]),
    ...elements.filter(([tag]) => tag > 0x00080005),
  ]);
  return itemOf(data);
}

/** PS3.3 Table F.4-1. What has no record of its own is filed as an image: that type asks for the least. */
function recordType(sopClassUID: string): string {
  const kind = documentKind(sopClassUID);
  return { sr: 'SR DOCUMENT', ko: 'KEY OBJECT DOC', pr: 'PRESENTATION', file: 'ENCAP DOC', other: 'IMAGE' }[
    kind
  ];
}

const elementOf = ({ tag, vr, value }: DirectoryKey): Element => [
  tag,
  vr,
  typeof value === 'string' ? value : { items: value.map((keys) => keys.map(elementOf)) },
];

const sorted = (elements: Element[]): Element[] => elements.sort(([a], [b]) => a - b);

function instanceRecord({ fileId, header, keys = [] }: FiledInstance): DirectoryRecord {
  const { instanceNumber } = header.stack;
  return {
    type: recordType(header.sopClassUID),
    lower: [],
    elements: sorted([
      [0x00041500, 'CS', fileId],
      [0x00041510, 'UI', header.sopClassUID],
      [0x00041511, 'UI', header.sopInstanceUID],
      [0x00041512, 'UI', header.transferSyntaxUID],
      [0x00200013, 'IS', instanceNumber === undefined ? undefined : String(instanceNumber)],
      ...keys.map(elementOf),
    ]),
  };
}

function seriesRecord(filed: readonly FiledInstance[], { header }: FiledInstance): DirectoryRecord {
  const { modality, number, description } = header.series;
  return {
    type: 'SERIES',
    lower: filed.map(instanceRecord),
    elements: [
      [0x00080060, 'CS', modality],
      [0x0008103e, 'LO', description],
      [0x0020000e, 'UI', header.seriesInstanceUID],
      [0x00200011, 'IS', number === undefined ? undefined : String(number)],
    ],
  };
}

const levels = <T>(
  filed: readonly T[],
  keyOf: (one: T) => string,
  make: (group: T[], first: T) => DirectoryRecord,
) =>
  [...groupBy(filed, keyOf).values()].flatMap((group) =>
    group[0] === undefined ? [] : [make(group, group[0])],
  );

function studyRecord(filed: readonly FiledInstance[], { header }: FiledInstance): DirectoryRecord {
  const { studyDate, studyTime, accessionNumber, studyDescription } = header.description;
  return {
    type: 'STUDY',
    lower: levels(filed, (one) => one.header.seriesInstanceUID, seriesRecord),
    elements: [
      [0x00080020, 'DA', studyDate],
      [0x00080030, 'TM', studyTime],
      [0x00080050, 'SH', accessionNumber],
      [0x00081030, 'LO', studyDescription],
      [0x0020000d, 'UI', header.studyInstanceUID],
      [0x00200010, 'SH', undefined],
    ],
  };
}

function patientRecord(filed: readonly FiledInstance[], { header }: FiledInstance): DirectoryRecord {
  return {
    type: 'PATIENT',
    lower: levels(filed, (one) => one.header.studyInstanceUID, studyRecord),
    elements: [
      [0x00100010, 'PN', joinName(header.identity.patientName)],
      [0x00100020, 'LO', header.identity.patientID],
    ],
  };
}

/** `uid` names the directory itself. */
export function writeDicomdir(filed: readonly FiledInstance[], uid: string): Uint8Array<ArrayBuffer> {
  const roots = levels(filed, ({ header }) => header.identity.patientID ?? '', patientRecord);
  const items: { bytes: Uint8Array; at: number }[] = [];
  const meta = encode([
    [0x00020001, 'OB', Uint8Array.of(0, 1)],
    [0x00020002, 'UI', mediaStorageDirectory],
    [0x00020003, 'UI', uid],
    [0x00020010, 'UI', explicitLittleEndian],
    [0x00020012, 'UI', implementationClassUID],
  ]);
  const start = 132 + 12 + meta.length;
  const fixedBytes = encode(directoryFields(0, 0)).length;
  /** The sequence's own header: tag, VR, two reserved bytes, length. */
  let at = start + fixedBytes + 12;

  const link = (item: { bytes: Uint8Array }, place: number, to: number) =>
    new DataView(item.bytes.buffer).setUint32(place, to, true);
  /** Depth first; the places of all of them. */
  const file = (records: readonly DirectoryRecord[]): number[] => {
    let previous: { bytes: Uint8Array } | undefined;
    return records.map((record) => {
      const item = { bytes: encodeRecord(record), at };
      items.push(item);
      at += item.bytes.length;
      if (previous !== undefined) link(previous, nextAt, item.at);
      previous = item;
      const [lower] = file(record.lower);
      if (lower !== undefined) link(item, lowerAt, lower);
      return item.at;
    });
  };
  const places = file(roots);

  const out = new Uint8Array(at);
  const view = new DataView(out.buffer);
  out.set(new TextEncoder().encode('DICM'), 128);
  out.set(encode([[0x00020000, 'UL', meta.length]]), 132);
  out.set(meta, 144);
  out.set(encode(directoryFields(places[0] ?? 0, places.at(-1) ?? 0)), start);
  const sequence = start + fixedBytes;
  view.setUint16(sequence, 0x0004, true);
  view.setUint16(sequence + 2, 0x1220, true);
  out.set(new TextEncoder().encode('SQ'), sequence + 4);
  view.setUint32(sequence + 8, at - sequence - 12, true);
  for (const item of items) out.set(item.bytes, item.at);
  return out;
}

/** Under 2.25, as every UID made from a UUID (PS3.5 B.2). */
const implementationClassUID = '2.25.201453067812473560911425337108872640519';

const directoryFields = (first: number, last: number): Element[] => [
  [0x00041130, 'CS', 'STUDIES'],
  [0x00041200, 'UL', first],
  [0x00041202, 'UL', last],
  [0x00041212, 'US', 0],
];
