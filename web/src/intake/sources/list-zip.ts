/** Opens a ZIP of any size by range: its directory and, per entry, its local header. */
import { BlobReader, ZipReader, configure } from '@zip.js/zip.js';
import type { Entry } from '@zip.js/zip.js';
import { DirectoryTooLong, admitDirectoryRead, directoryOptions } from '@pacs/shared/archives/directory';
import { type ArchiveBytes, EntryRanges, placeEntry } from '@pacs/shared/archives/place-entry';
import { limits } from '@pacs/shared/limits';
import type { ZipListed, ZipRead } from '../core/file-reading.ts';

configure({ useWebWorkers: false });

/** zip.js reads the directory through it. */
class DirectoryReader extends BlobReader {
  override async readUint8Array(at: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    admitDirectoryRead(this.size, at, length);
    return (await super.readUint8Array(at, length)) as Uint8Array<ArrayBuffer>;
  }
}

export async function listZip(archive: Blob): Promise<ZipRead> {
  const reader = new ZipReader(new DirectoryReader(archive), directoryOptions);
  const ranges = new EntryRanges();
  const source: ArchiveBytes = {
    bytes: archive.size,
    read: async (at, bytes) => new Uint8Array(await archive.slice(at, at + bytes).arrayBuffer()),
  };
  const entries: ZipListed['entries'] = [];
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      if (entry.directory) continue;
      if (entries.length >= limits.archiveMaxEntries)
        return { status: 'refused', reason: 'zip-too-many-entries' };
      entries.push(await listed(source, entry, ranges));
    }
    return { status: 'ok', entries };
  } catch (cause) {
    if (cause instanceof DirectoryTooLong) return { status: 'refused', reason: 'zip-too-many-entries' };
    return { status: 'refused', reason: cause instanceof DOMException ? 'unreadable' : 'zip-damaged' };
  } finally {
    await reader.close();
  }
}

async function listed(
  archive: ArchiveBytes,
  entry: Entry,
  ranges: EntryRanges,
): Promise<ZipListed['entries'][number]> {
  const about = { path: entry.filename, bytes: entry.uncompressedSize };
  if (entry.symlink) return { ...about, status: 'refused', reason: 'symlink' };
  if (entry.encrypted) return { ...about, status: 'refused', reason: 'zip-encrypted' };
  if (entry.uncompressedSize === 0)
    return { ...about, status: 'ok', at: 0, storedBytes: 0, packing: 'stored', crc32: 0 };
  const place = await placeEntry(archive, entry, ranges);
  return place.status === 'ok'
    ? { ...about, ...place, crc32: entry.crc32 ?? 0 }
    : { ...about, status: 'refused', reason: place.reason };
}
