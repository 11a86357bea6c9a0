/** A ZIP written field by field, so that every field can lie (APPNOTE.TXT 4.3). */
import { crc32, deflateRawSync } from 'node:zlib';

export interface RawEntry {
  /** As UTF-8, or bytes of any code page. */
  name?: string | Uint8Array;
  /** Deflated here; `raw` is written as it is instead. */
  data?: Uint8Array;
  raw?: Uint8Array;
  size?: number;
  crc?: number;
  flags?: number;
  /** In the directory alone. */
  comment?: Uint8Array;
  method?: number;
  unixMode?: number;
  /** What the directory says of where the local header lies. */
  offset?: number;
  localName?: string;
  localSize?: number;
}

interface EndLies {
  claimedEntries?: number;
  directoryOffset?: number;
  /** Counts and places in ZIP64's own end record (4.3.14). */
  zip64?: boolean;
}

export function rawZip(entries: readonly RawEntry[], end: EndLies = {}): Uint8Array<ArrayBuffer> {
  const locals: Buffer[] = [];
  const records: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const data = entry.data ?? new Uint8Array();
    const raw = entry.raw ?? deflateRawSync(data);
    const size = entry.size ?? data.length;
    const name = Buffer.from(entry.name ?? '');
    const localName = Buffer.from(entry.localName ?? entry.name ?? '');
    const method = entry.method ?? 8;
    const flags = entry.flags ?? 0;
    const crc = entry.crc ?? crc32(data);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    writeCommon(local, 4, { flags, method, crc, packed: raw.length, size: entry.localSize ?? size });
    local.writeUInt16LE(localName.length, 26);
    locals.push(local, localName, Buffer.from(raw));

    const record = Buffer.alloc(46);
    record.writeUInt32LE(0x02014b50, 0);
    record.writeUInt16LE(entry.unixMode === undefined ? 20 : (3 << 8) | 20, 4);
    writeCommon(record, 6, { flags, method, crc, packed: raw.length, size });
    record.writeUInt16LE(name.length, 28);
    record.writeUInt16LE(entry.comment?.length ?? 0, 32);
    record.writeUInt32LE(((entry.unixMode ?? 0) << 16) >>> 0, 38);
    record.writeUInt32LE(entry.offset ?? at, 42);
    records.push(record, name, Buffer.from(entry.comment ?? []));
    at += local.length + localName.length + raw.length;
  }
  const directory = Buffer.concat(records);
  const last = Buffer.alloc(22);
  last.writeUInt32LE(0x06054b50, 0);
  const count = end.zip64 ? 0xffff : (end.claimedEntries ?? entries.length);
  last.writeUInt16LE(count, 8);
  last.writeUInt16LE(count, 10);
  last.writeUInt32LE(directory.length, 12);
  last.writeUInt32LE(end.zip64 ? 0xffffffff : (end.directoryOffset ?? at), 16);
  const wide = end.zip64 ? [zip64End(entries.length, directory.length, at)] : [];
  return new Uint8Array(Buffer.concat([...locals, directory, ...wide, last]));
}

/** ZIP64's end record and the locator that says where it is. */
function zip64End(count: number, directoryBytes: number, directoryAt: number): Buffer {
  const record = Buffer.alloc(56 + 20);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeUInt32LE(44, 4);
  record.writeUInt16LE(45, 12);
  record.writeUInt16LE(45, 14);
  record.writeUInt32LE(count, 24);
  record.writeUInt32LE(count, 32);
  record.writeUInt32LE(directoryBytes, 40);
  record.writeUInt32LE(directoryAt, 48);
  record.writeUInt32LE(0x07064b50, 56);
  record.writeUInt32LE(directoryAt + directoryBytes, 64);
  record.writeUInt32LE(1, 72);
  return record;
}

/** Version needed, flags, method, time, date, CRC and sizes: alike in both headers. */
function writeCommon(
  header: Buffer,
  at: number,
  fields: { flags: number; method: number; crc: number; packed: number; size: number },
): void {
  header.writeUInt16LE(20, at);
  header.writeUInt16LE(fields.flags, at + 2);
  header.writeUInt16LE(fields.method, at + 4);
  header.writeUInt32LE(fields.crc, at + 10);
  header.writeUInt32LE(fields.packed, at + 14);
  header.writeUInt32LE(fields.size, at + 18);
}
