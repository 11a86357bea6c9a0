import { noise } from './instances.ts';

/** The smallest Part 10 file that a header reader takes: explicit little endian, short values. */
export interface TinyDicom {
  sop: string;
  study?: string;
  series?: string;
  patientID?: string;
  name?: string;
  birth?: string;
  number?: number;
  pixels?: number;
  /** Pixel bytes that deflate badly. */
  noisy?: boolean;
}

function element(group: number, number: number, vr: string, value: string | Uint8Array): number[] {
  const raw = typeof value === 'string' ? [...new TextEncoder().encode(value)] : [...value];
  if (raw.length % 2 === 1) raw.push(vr === 'UI' || vr === 'OW' ? 0 : 32);
  const head = [group & 255, group >> 8, number & 255, number >> 8, vr.charCodeAt(0), vr.charCodeAt(1)];
  const length = [raw.length & 255, (raw.length >> 8) & 255];
  const long = vr === 'OW' ? [0, 0, ...length, (raw.length >> 16) & 255, 0] : length;
  return [...head, ...long, ...raw];
}

const number = (uid: string): number =>
  Array.from(uid).reduce((sum, digit) => sum * 31 + digit.charCodeAt(0), 7) % 1e6;

const ctImageStorage = '1.2.840.10008.5.1.4.1.1.2';
const u16 = (value: number): Uint8Array => new Uint8Array([value & 255, value >> 8]);

export function tinyDicom(file: TinyDicom): Uint8Array<ArrayBuffer> {
  const side = Math.ceil(Math.sqrt((file.pixels ?? 32) / 2));
  const meta = [
    ...element(2, 0x02, 'UI', ctImageStorage),
    ...element(2, 0x03, 'UI', file.sop),
    ...element(2, 0x10, 'UI', '1.2.840.10008.1.2.1'),
  ];
  const pixels =
    file.noisy === true ? noise(side * side * 2, number(file.sop)) : new Uint8Array(side * side * 2);
  return new Uint8Array([
    ...new Uint8Array(128),
    ...[68, 73, 67, 77],
    ...element(2, 0, 'UL', new Uint8Array([meta.length & 255, meta.length >> 8, 0, 0])),
    ...meta,
    ...element(8, 0x16, 'UI', ctImageStorage),
    ...element(8, 0x18, 'UI', file.sop),
    ...element(8, 0x20, 'DA', '20240102'),
    ...element(8, 0x60, 'CS', 'CT'),
    ...element(0x10, 0x10, 'PN', file.name ?? 'Doe^Jane'),
    ...element(0x10, 0x20, 'LO', file.patientID ?? 'P1'),
    ...element(0x10, 0x30, 'DA', file.birth ?? '19700101'),
    ...(file.study === '' ? [] : element(0x20, 0x0d, 'UI', file.study ?? '1.2')),
    ...element(0x20, 0x0e, 'UI', file.series ?? '1.2.1'),
    ...element(0x20, 0x11, 'IS', '1'),
    ...element(0x20, 0x13, 'IS', String(file.number ?? 1)),
    ...element(0x28, 0x02, 'US', u16(1)),
    ...element(0x28, 0x04, 'CS', 'MONOCHROME2'),
    ...element(0x28, 0x10, 'US', u16(side)),
    ...element(0x28, 0x11, 'US', u16(side)),
    ...element(0x28, 0x100, 'US', u16(16)),
    ...element(0x28, 0x101, 'US', u16(16)),
    ...element(0x28, 0x102, 'US', u16(15)),
    ...element(0x28, 0x103, 'US', u16(0)),
    ...element(0x7fe0, 0x10, 'OW', pixels),
  ]);
}
