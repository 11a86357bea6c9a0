/**
 * Where an entry's bytes lie in a ZIP, for browser and ingest alike (APPNOTE 6.3.10, 4.3.7): local header and
 * directory must say the same, and no two entries may share bytes. Names are compared and never used.
 */
import type { RejectReason } from '../outcomes.ts';

/** What a reader of directories says of an entry. */
export interface DirectoryEntry {
  offset: number;
  compressedSize: number;
  uncompressedSize: number;
  compressionMethod: number;
  crc32?: number | undefined;
  rawFilename: Uint8Array;
  rawBitFlag?: number | undefined;
}

export type EntryPlace =
  | { status: 'ok'; at: number; storedBytes: number; packing: 'stored' | 'deflated' }
  | { status: 'refused'; reason: RejectReason };

export interface ArchiveBytes {
  bytes: number;
  /** Shorter than asked for where the archive ends. */
  read(at: number, bytes: number): Promise<Uint8Array>;
}

const refused = (reason: RejectReason): EntryPlace => ({ status: 'refused', reason });

const headerBytes = 30;
const signature = 0x04034b50;
const packings: Readonly<Record<number, 'stored' | 'deflated'>> = { 0: 'stored', 8: 'deflated' };
/** General purpose bit 3: sizes and CRC follow the data. */
const dataDescriptor = 0x08;
const inZip64 = 0xffffffff;

/** Stretches of an archive that entries lie in: no two may lie over each other. */
export class EntryRanges {
  readonly #ranges: { from: number; to: number }[] = [];

  /** False where the range touches one that was added before. */
  add(from: number, to: number): boolean {
    let low = 0;
    let high = this.#ranges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ranges[middle]?.from ?? 0) < from) low = middle + 1;
      else high = middle;
    }
    if ((this.#ranges[low - 1]?.to ?? 0) > from || (this.#ranges[low]?.from ?? Infinity) < to) return false;
    this.#ranges.splice(low, 0, { from, to });
    return true;
  }
}

/** `ranges`: of the entries placed before. Rejects only where the archive cannot be read. */
export async function placeEntry(
  archive: ArchiveBytes,
  entry: DirectoryEntry,
  ranges: EntryRanges,
): Promise<EntryPlace> {
  const { offset, compressedSize, uncompressedSize, compressionMethod } = entry;
  const packing = packings[compressionMethod];
  if (packing === undefined) return refused('zip-method-unsupported');
  const header = await archive.read(offset, headerBytes + entry.rawFilename.length);
  const localBytes = localHeaderBytes(header, entry);
  if (localBytes === undefined) return refused('zip-damaged');
  const at = offset + localBytes;
  if (at + compressedSize > archive.bytes) return refused('zip-damaged');
  if (packing === 'stored' && compressedSize !== uncompressedSize) return refused('zip-damaged');
  if (!ranges.add(offset, at + compressedSize)) return refused('zip-overlapping-entries');
  return { status: 'ok', at, storedBytes: compressedSize, packing };
}

/** undefined where the local header is none, or says something else than the directory. */
function localHeaderBytes(header: Uint8Array, entry: DirectoryEntry): number | undefined {
  if (header.length < headerBytes) return undefined;
  const view = new DataView(header.buffer, header.byteOffset, header.length);
  if (view.getUint32(0, true) !== signature) return undefined;
  const flags = view.getUint16(6, true);
  const nameBytes = view.getUint16(26, true);
  if (!sameBytes(header.subarray(headerBytes, headerBytes + nameBytes), entry.rawFilename)) return undefined;
  if (flags !== entry.rawBitFlag || view.getUint16(8, true) !== entry.compressionMethod) return undefined;
  const says = (at: number, value: number): boolean => {
    const here = view.getUint32(at, true);
    const isLater = (flags & dataDescriptor) !== 0 && here === 0;
    return isLater || here === inZip64 || here === value;
  };
  const agrees =
    says(14, entry.crc32 ?? 0) && says(18, entry.compressedSize) && says(22, entry.uncompressedSize);
  return agrees ? headerBytes + nameBytes + view.getUint16(28, true) : undefined;
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);
