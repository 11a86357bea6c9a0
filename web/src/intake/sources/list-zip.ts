/** Opens a ZIP of any size by range: its directory and, per entry, thirty bytes of local header. */
import { BlobReader, ZipReader, configure } from '@zip.js/zip.js';
import type { Entry } from '@zip.js/zip.js';
import { limits } from '@pacs/shared/limits';
import type { ZipListed, ZipRead } from '../core/file-reading.ts';

configure({ useWebWorkers: false });

const localHeaderBytes = 30;
const localHeaderSignature = 0x04034b50;

export async function listZip(archive: Blob): Promise<ZipRead> {
  const reader = new ZipReader(new BlobReader(archive));
  const entries: ZipListed['entries'] = [];
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      if (entry.directory) continue;
      if (entries.length >= limits.archiveMaxEntries)
        return { status: 'refused', reason: 'zip-too-many-entries' };
      entries.push(await placeOf(archive, entry));
    }
    return { status: 'ok', entries };
  } catch (cause) {
    return { status: 'refused', reason: cause instanceof DOMException ? 'unreadable' : 'zip-damaged' };
  } finally {
    await reader.close();
  }
}

async function placeOf(archive: Blob, entry: Entry): Promise<ZipListed['entries'][number]> {
  const about = { path: entry.filename, bytes: entry.uncompressedSize };
  if (entry.encrypted) return { ...about, status: 'refused', reason: 'zip-encrypted' };
  if (entry.symlink) return { ...about, status: 'refused', reason: 'symlink' };
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8)
    return { ...about, status: 'refused', reason: 'zip-method-unsupported' };
  const local = new DataView(
    await archive.slice(entry.offset, entry.offset + localHeaderBytes).arrayBuffer(),
  );
  if (local.byteLength < localHeaderBytes || local.getUint32(0, true) !== localHeaderSignature)
    return { ...about, status: 'refused', reason: 'zip-damaged' };
  const at = entry.offset + localHeaderBytes + local.getUint16(26, true) + local.getUint16(28, true);
  if (at + entry.compressedSize > archive.size) return { ...about, status: 'refused', reason: 'zip-damaged' };
  return {
    ...about,
    status: 'ok',
    at,
    storedBytes: entry.compressedSize,
    packing: entry.compressionMethod === 8 ? 'deflated' : 'stored',
    crc32: entry.crc32 ?? 0,
  };
}
