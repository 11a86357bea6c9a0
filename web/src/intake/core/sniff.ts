/** Recognises what a file is by its first bytes; names and extensions are never asked. */
import type { ForeignKind } from './inspection.ts';

export type Sniffed = 'dicom' | 'zip' | ForeignKind | 'unknown';

const ascii = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0));

function has(bytes: Uint8Array, at: number, signature: readonly number[]): boolean {
  return bytes.length >= at + signature.length && signature.every((byte, i) => bytes[at + i] === byte);
}

/** ISO 9660: the first volume descriptor is in sector 16 of 2,048 bytes (ECMA-119 8.1). */
const isoDescriptorAt = 32_768;

/**
 * PS3.10 7.1: 'DICM' after a preamble of 128 free bytes comes first, because the preamble may make the same
 * file a valid TIFF or even a program. A file without it may still be DICOM: `unknown` goes to the header reader.
 */
export function sniff(bytes: Uint8Array): Sniffed {
  if (has(bytes, 128, ascii('DICM'))) return 'dicom';
  if (has(bytes, 0, [0x50, 0x4b, 3, 4]) || has(bytes, 0, [0x50, 0x4b, 5, 6])) return 'zip';
  if (has(bytes, isoDescriptorAt + 1, ascii('CD001'))) return 'iso';
  if (has(bytes, 0, [...ascii('Rar!'), 0x1a, 7])) return 'rar';
  if (has(bytes, 0, [...ascii('7z'), 0xbc, 0xaf, 0x27, 0x1c])) return '7z';
  if (has(bytes, 0, [0x1f, 0x8b, 8])) return 'gzip';
  if (has(bytes, 0, ascii('MZ'))) return 'exe';
  if (has(bytes, 0, ascii('%PDF-'))) return 'pdf';
  if (has(bytes, 0, [0xff, 0xd8, 0xff]) || has(bytes, 0, [0x89, ...ascii('PNG')])) return 'picture';
  return 'unknown';
}
