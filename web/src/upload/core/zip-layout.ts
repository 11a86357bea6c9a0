/** The ZIP framing of bundles (APPNOTE 6.3.10, 4.3.7, 4.3.12, 4.3.16): no ZIP64, no data descriptors, no dates. */
import { limits } from '@pacs/shared/limits';
import { AppError } from '@pacs/shared/errors';
import type { Packing } from '../../intake/core/place.ts';

export interface ZipEntry {
  /** The entry's bytes as they lie in the ZIP. */
  data: Blob;
  packing: Packing;
  crc32: number;
  /** Length of the file itself. */
  bytes: number;
}

const localBytes = 30;
const centralBytes = 46;
const endBytes = 22;
const nameBytes = 6;
/** What an entry costs beside its data. */
export const zipEntryOverheadBytes = localBytes + centralBytes + 2 * nameBytes;
export const zipEndBytes = endBytes;

const versionNeeded = 20;
/** 1 January 1980, the earliest that the format can say: when a file was copied is nobody's business. */
const dosDate = (1 << 5) | 1;

/** Entries are named by their ordinal: file names are often patients' names. */
export function entryName(ordinal: number): string {
  return String(ordinal).padStart(nameBytes, '0');
}

function writeName(view: DataView, at: number, ordinal: number): void {
  const name = entryName(ordinal);
  for (let i = 0; i < nameBytes; i++) view.setUint8(at + i, name.charCodeAt(i));
}

/** The fields that local header and central directory share, from 'version needed' to 'extra field length'. */
function writeCommon(view: DataView, at: number, entry: ZipEntry): void {
  view.setUint16(at, versionNeeded, true);
  view.setUint16(at + 4, entry.packing === 'deflated' ? 8 : 0, true);
  view.setUint16(at + 8, dosDate, true);
  view.setUint32(at + 10, entry.crc32, true);
  view.setUint32(at + 14, entry.data.size, true);
  view.setUint32(at + 18, entry.bytes, true);
  view.setUint16(at + 22, nameBytes, true);
}

/** A bundle as a Blob of slices and headers: the data is not read here. Throws `too-large` past the bundle's limits. */
export function zipBlob(entries: readonly ZipEntry[]): Blob {
  const parts: BlobPart[] = [];
  const central = new DataView(new ArrayBuffer(entries.length * (centralBytes + nameBytes) + endBytes));
  let at = 0;
  entries.forEach((entry, ordinal) => {
    const local = new DataView(new ArrayBuffer(localBytes + nameBytes));
    local.setUint32(0, 0x04034b50, true);
    writeCommon(local, 4, entry);
    writeName(local, localBytes, ordinal);
    parts.push(local.buffer, entry.data);

    const record = ordinal * (centralBytes + nameBytes);
    central.setUint32(record, 0x02014b50, true);
    central.setUint16(record + 4, versionNeeded, true);
    writeCommon(central, record + 6, entry);
    central.setUint32(record + 42, at, true);
    writeName(central, record + centralBytes, ordinal);
    at += localBytes + nameBytes + entry.data.size;
  });
  const end = entries.length * (centralBytes + nameBytes);
  central.setUint32(end, 0x06054b50, true);
  central.setUint16(end + 8, entries.length, true);
  central.setUint16(end + 10, entries.length, true);
  central.setUint32(end + 12, end, true);
  central.setUint32(end + 16, at, true);
  if (entries.length > limits.bundleMaxInstances || at + end + endBytes > limits.bundleMaxBytes)
    throw new AppError('too-large', { detail: 'bundle' });
  return new Blob([...parts, central.buffer]);
}
