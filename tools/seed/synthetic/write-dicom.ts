/**
 * Writes DICOM files from lists of elements (PS3.10 chapter 7, PS3.5 chapter 7 and A.4): every framing that
 * this product reads, and on request what no file should be. For synthetic files only.
 */
import { deflateRawSync } from 'node:zlib';
import { transferSyntax } from '@pacs/shared/dicom/transfer-syntax';

export type ElementValue =
  | string
  | number
  | readonly (string | number)[]
  | Uint8Array
  | Uint16Array
  | Int16Array
  | Float32Array
  | Float64Array;

export interface DicomElement {
  tag: number;
  vr: string;
  value?: ElementValue;
  /** A sequence's items. */
  items?: readonly (readonly DicomElement[])[];
  /** Encapsulated pixel data. `offsets` fills the Basic Offset Table; without it the table is empty. */
  encapsulated?: { fragments: readonly Uint8Array[]; offsets?: readonly number[] };
  /** Writes this length whatever the value's is. */
  declaredLength?: number;
}

export interface WriteOptions {
  transferSyntaxUID: string;
  /** Without the 128 bytes and 'DICM'. */
  noPreamble?: boolean;
  /** Without group 0002. */
  noMeta?: boolean;
  /** Sequences and items of defined length; else delimited. */
  definedLengths?: boolean;
  /** Encoding of string values; default UTF-8. */
  encode?: (text: string) => Uint8Array;
  mediaStorage?: { sopClassUID: string; sopInstanceUID: string };
}

export const element = (tag: number, vr: string, value?: ElementValue): DicomElement =>
  value === undefined ? { tag, vr } : { tag, vr, value };
export const sequence = (tag: number, ...items: readonly DicomElement[][]): DicomElement => ({
  tag,
  vr: 'SQ',
  items,
});

const longVRs = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV']);
const paddedByNul = new Set(['UI', 'OB', 'UN', 'OW']);
const undefinedLength = 0xffffffff;

interface Form {
  explicitVR: boolean;
  littleEndian: boolean;
  definedLengths: boolean;
  encode: (text: string) => Uint8Array;
}

/** Elements are written in ascending order of their tags. */
export function writeDicom(elements: readonly DicomElement[], options: WriteOptions): Uint8Array {
  const syntax = transferSyntax(options.transferSyntaxUID);
  const encode = options.encode ?? ((text: string) => new TextEncoder().encode(text));
  const form: Form = {
    explicitVR: syntax.explicitVR,
    littleEndian: syntax.littleEndian,
    definedLengths: options.definedLengths === true,
    encode,
  };
  const data = writeElements(elements, form);
  const meta = options.noMeta === true ? [] : [writeMeta(elements, options, form)];
  const preamble = options.noPreamble === true ? [] : [new Uint8Array(128), ascii('DICM')];
  return concat([...preamble, ...meta, syntax.deflated ? Uint8Array.from(deflateRawSync(data)) : data]);
}

const ascii = (text: string): Uint8Array =>
  Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff);

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

function writeMeta(elements: readonly DicomElement[], options: WriteOptions, form: Form): Uint8Array {
  const meta: Form = { ...form, explicitVR: true, littleEndian: true };
  const text = (tag: number): string => {
    const value = elements.find((candidate) => candidate.tag === tag)?.value;
    return typeof value === 'string' ? value : '';
  };
  const body = writeElements(
    [
      element(0x00020001, 'OB', Uint8Array.of(0, 1)),
      element(0x00020002, 'UI', options.mediaStorage?.sopClassUID ?? text(0x00080016)),
      element(0x00020003, 'UI', options.mediaStorage?.sopInstanceUID ?? text(0x00080018)),
      element(0x00020010, 'UI', options.transferSyntaxUID),
      element(0x00020012, 'UI', '2.25.80302813137786398554742050926734630921'),
    ],
    meta,
  );
  return concat([writeElement({ tag: 0x00020000, vr: 'UL', value: body.length }, meta), body]);
}

const writeElements = (elements: readonly DicomElement[], form: Form): Uint8Array =>
  concat([...elements].sort((a, b) => a.tag - b.tag).map((one) => writeElement(one, form)));

function writeElement(one: DicomElement, form: Form): Uint8Array {
  if (one.encapsulated !== undefined) return writeEncapsulated(one, one.encapsulated, form);
  if (one.items !== undefined) return writeSequence(one, one.items, form);
  const value = padded(encodeValue(one.value, one.vr, form), one.vr);
  return concat([head(one.tag, one.vr, one.declaredLength ?? value.length, form), value]);
}

function head(tag: number, vr: string | undefined, length: number, form: Form): Uint8Array {
  const long = form.explicitVR && vr !== undefined && longVRs.has(vr);
  const out = new Uint8Array(long ? 12 : 8);
  const view = new DataView(out.buffer);
  view.setUint16(0, tag >>> 16, form.littleEndian);
  view.setUint16(2, tag & 0xffff, form.littleEndian);
  if (!form.explicitVR || vr === undefined) {
    view.setUint32(4, length, form.littleEndian);
    return out;
  }
  out.set(ascii(vr), 4);
  if (long) view.setUint32(8, length, form.littleEndian);
  else view.setUint16(6, length, form.littleEndian);
  return out;
}

const delimiter = (tag: number, length: number, form: Form): Uint8Array => head(tag, undefined, length, form);

function writeSequence(
  one: DicomElement,
  items: readonly (readonly DicomElement[])[],
  form: Form,
): Uint8Array {
  const bodies = items.map((item) => {
    const body = writeElements(item, form);
    return form.definedLengths
      ? concat([delimiter(0xfffee000, body.length, form), body])
      : concat([delimiter(0xfffee000, undefinedLength, form), body, delimiter(0xfffee00d, 0, form)]);
  });
  const body = concat(bodies);
  return form.definedLengths
    ? concat([head(one.tag, 'SQ', body.length, form), body])
    : concat([head(one.tag, 'SQ', undefinedLength, form), body, delimiter(0xfffee0dd, 0, form)]);
}

function writeEncapsulated(
  one: DicomElement,
  { fragments, offsets = [] }: NonNullable<DicomElement['encapsulated']>,
  form: Form,
): Uint8Array {
  const table = new Uint8Array(offsets.length * 4);
  for (const [index, offset] of offsets.entries())
    new DataView(table.buffer).setUint32(index * 4, offset, true);
  return concat([
    head(one.tag, 'OB', undefinedLength, form),
    ...[table, ...fragments].flatMap((fragment) => {
      const even = padded(fragment, 'OB');
      return [delimiter(0xfffee000, even.length, form), even];
    }),
    delimiter(0xfffee0dd, 0, form),
  ]);
}

const padded = (bytes: Uint8Array, vr: string): Uint8Array =>
  bytes.length % 2 === 0 ? bytes : concat([bytes, Uint8Array.of(paddedByNul.has(vr) ? 0 : 0x20)]);

const numberSizes: Readonly<Record<string, number>> = { US: 2, SS: 2, UL: 4, SL: 4, FL: 4, FD: 8, OV: 8 };

function encodeValue(value: ElementValue | undefined, vr: string, form: Form): Uint8Array {
  if (value === undefined) return new Uint8Array();
  if (value instanceof Uint8Array) return value;
  if (ArrayBuffer.isView(value)) return encodeTyped(value, form);
  const values = typeof value === 'object' ? value : [value];
  const size = numberSizes[vr];
  if (size === undefined) return form.encode(values.map(String).join('\\'));
  const out = new Uint8Array(values.length * size);
  const view = new DataView(out.buffer);
  for (const [index, one] of values.entries())
    setNumber(view, index * size, vr, Number(one), form.littleEndian);
  return out;
}

function setNumber(view: DataView, at: number, vr: string, value: number, littleEndian: boolean): void {
  if (vr === 'US') view.setUint16(at, value, littleEndian);
  else if (vr === 'SS') view.setInt16(at, value, littleEndian);
  else if (vr === 'UL') view.setUint32(at, value, littleEndian);
  else if (vr === 'SL') view.setInt32(at, value, littleEndian);
  else if (vr === 'FL') view.setFloat32(at, value, littleEndian);
  else if (vr === 'FD') view.setFloat64(at, value, littleEndian);
  else view.setBigUint64(at, BigInt(value), littleEndian);
}

/** Typed arrays lie in the machine's order, which is little endian wherever Node runs; reversed where the syntax says so. */
function encodeTyped(array: Uint16Array | Int16Array | Float32Array | Float64Array, form: Form): Uint8Array {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength).slice();
  if (form.littleEndian) return bytes;
  const size = array.BYTES_PER_ELEMENT;
  for (let at = 0; at < bytes.length; at += size) bytes.subarray(at, at + size).reverse();
  return bytes;
}
