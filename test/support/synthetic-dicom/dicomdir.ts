/** A disc's directory made by code, its offsets right unless told otherwise. */
import { directoryFields as fields } from '@pacs/shared/dicom/documents/document-tags';
import type { ElementValue, WriteOptions } from '../../../tools/seed/synthetic/write-dicom.ts';
import { type DicomElement, element, sequence, syntax, writeDicom } from './files.ts';

export interface RecordSpec {
  type: string;
  values?: Partial<Record<keyof typeof fields, ElementValue>>;
  isInactive?: boolean;
  children?: readonly RecordSpec[];
}

export interface DirectoryOptions extends Partial<WriteOptions> {
  /** Leaves all offsets 0. */
  noOffsets?: boolean;
  /** Changes the offsets before they are written: first, then next and lower of each record. */
  bend?: (links: { first: number; next: number[]; lower: number[] }, at: readonly number[]) => void;
  rest?: readonly DicomElement[];
}

interface Flat {
  spec: RecordSpec;
  next: number | undefined;
  lower: number | undefined;
}

const put = (name: keyof typeof fields, value: ElementValue): DicomElement =>
  element(fields[name].tag, fields[name].vr, value);

/** Records in the order of a walk that goes down first, with the ordinals of their next sibling and first child. */
function flatten(specs: readonly RecordSpec[], into: Flat[] = []): Flat[] {
  let previous: Flat | undefined;
  for (const spec of specs) {
    const flat: Flat = { spec, next: undefined, lower: undefined };
    if (previous) previous.next = into.length;
    previous = flat;
    into.push(flat);
    if (spec.children && spec.children.length > 0) flat.lower = into.length;
    flatten(spec.children ?? [], into);
  }
  return into;
}

export function dicomdirFile(specs: readonly RecordSpec[], options: DirectoryOptions = {}): Uint8Array {
  const { noOffsets = false, bend, rest = [], ...write } = options;
  const flat = flatten(specs);
  const records = flat.map(({ spec }) => [
    put('offsetOfNextRecord', 0),
    put('recordInUseFlag', spec.isInactive === true ? 0 : 0xffff),
    put('offsetOfLowerLevel', 0),
    put('directoryRecordType', spec.type),
    ...Object.entries(spec.values ?? {}).map(([name, value]) => put(name as keyof typeof fields, value)),
  ]);
  const file = writeDicom(
    [
      put('fileSetID', 'DISC'),
      put('offsetOfFirstRecord', 0),
      sequence(fields.directoryRecordSequence.tag, ...records),
      ...rest,
    ],
    {
      transferSyntaxUID: syntax.explicit,
      definedLengths: true,
      mediaStorage: { sopClassUID: '1.2.840.10008.1.3.10', sopInstanceUID: '1.2.3.4.77' },
      ...write,
    },
  );
  if (noOffsets) return file;
  const at = placesOf(file, 0x1400);
  const starts = at.map((place) => place - 8);
  const links = {
    first: starts[0] ?? 0,
    next: flat.map(({ next }) => starts[next ?? -1] ?? 0),
    lower: flat.map(({ lower }) => starts[lower ?? -1] ?? 0),
  };
  bend?.(links, starts);
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  placesOf(file, 0x1200).forEach((place) => {
    view.setUint32(place + 8, links.first, true);
  });
  at.forEach((place, number) => {
    view.setUint32(place + 8, links.next[number] ?? 0, true);
  });
  placesOf(file, 0x1420).forEach((place, number) => {
    view.setUint32(place + 8, links.lower[number] ?? 0, true);
  });
  return file;
}

/** Where elements (0004,xxxx) of VR UL stand, in explicit little endian. */
function placesOf(file: Uint8Array, elementNumber: number): number[] {
  const mark = [0x04, 0x00, elementNumber & 0xff, elementNumber >> 8, 0x55, 0x4c];
  const places: number[] = [];
  for (let at = 132; at + 6 <= file.length; at += 2)
    if (mark.every((byte, index) => file[at + index] === byte)) places.push(at);
  return places;
}
