/** A bundle's files, one at a time: a bare DICOM file, or the entries of a ZIP and of ZIPs within it. */
import { limits } from '@pacs/shared/limits';
import type { RejectReason, SkipReason } from '@pacs/shared/outcomes';
import {
  ERR_ENCRYPTED,
  ERR_INVALID_CRC32,
  ERR_OVERLAPPING_ENTRY,
  ERR_UNSUPPORTED_COMPRESSION,
  ERR_UNSUPPORTED_ENCRYPTION,
  type Entry,
  Uint8ArrayReader,
  ZipReader,
  configure,
} from '@zip.js/zip.js';
import { BoundedWriter } from './bounded-writer.ts';

configure({ useWebWorkers: false });

export type BundleFile =
  | { entry: number; status: 'file'; bytes: Uint8Array }
  | { entry: number; status: 'skipped'; reason: SkipReason }
  | { entry: number; status: 'rejected'; reason: RejectReason };

/** What an archive may still cost; shared by a bundle and the archives within it. */
interface Budget {
  entries: number;
  expandedBytes: number;
}

const localHeader = [0x50, 0x4b, 0x03, 0x04];
const emptyArchive = [0x50, 0x4b, 0x05, 0x06];
const startsWith = (bytes: Uint8Array, mark: number[]) => mark.every((byte, i) => bytes[i] === byte);

/** DICOM's own mark wins: a preamble may hold anything, even the start of a ZIP (PS3.10 7.1). */
function isZip(bytes: Uint8Array): boolean {
  const isPart10 = startsWith(bytes.subarray(128, 132), [0x44, 0x49, 0x43, 0x4d]);
  return !isPart10 && (startsWith(bytes, localHeader) || startsWith(bytes, emptyArchive));
}

/** `entry` is the ordinal in the bundle's directory; files of an archive within share their archive's. */
export async function* openBundle(bundle: Uint8Array): AsyncGenerator<BundleFile> {
  if (bundle.length === 0) yield { entry: 0, status: 'rejected', reason: 'empty-file' };
  else if (!isZip(bundle)) yield { entry: 0, status: 'file', bytes: bundle };
  else {
    const budget = { entries: limits.archiveMaxEntries, expandedBytes: limits.archiveMaxExpandedBytes };
    yield* openArchive(bundle, 0, undefined, budget);
  }
}

async function* openArchive(
  archive: Uint8Array,
  depth: number,
  parent: number | undefined,
  budget: Budget,
): AsyncGenerator<BundleFile> {
  const reader = new ZipReader(new Uint8ArrayReader(archive), { filenameValidation: 'tolerant' });
  const rejected = (reason: RejectReason): BundleFile => ({ entry: parent ?? 0, status: 'rejected', reason });
  let entries: Entry[];
  try {
    entries = await directory(reader, budget);
  } catch (cause) {
    yield rejected(cause instanceof OverBudget ? 'zip-too-many-entries' : archiveFailure(cause));
    return;
  }
  const expanded = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  const isBomb =
    expanded > limits.archiveRatioFromBytes && expanded > archive.length * limits.archiveMaxRatio;
  if (isBomb || expanded > budget.expandedBytes) {
    yield rejected('zip-expands-too-far');
    return;
  }
  budget.expandedBytes -= expanded;
  for (const [ordinal, entry] of entries.entries()) {
    const file = await openEntry(entry, parent ?? ordinal);
    if (file.status !== 'file' || !isZip(file.bytes)) yield file;
    else if (depth >= limits.archiveMaxNesting)
      yield { entry: file.entry, status: 'rejected', reason: 'zip-nested-too-deep' };
    else yield* openArchive(file.bytes, depth + 1, file.entry, budget);
  }
  await reader.close();
}

class OverBudget extends Error {}

async function directory(reader: ZipReader<unknown>, budget: Budget): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of reader.getEntriesGenerator()) {
    if (budget.entries === 0) throw new OverBudget();
    budget.entries -= 1;
    entries.push(entry);
  }
  return entries;
}

/** What operating systems add to archives; nobody means to upload it. Names are labels, never paths. */
function isJunk(name: string): boolean {
  const parts = name.split(/[/\\]/);
  const base = parts.at(-1) ?? '';
  return (
    parts.includes('__MACOSX') ||
    base.startsWith('._') ||
    /^(\.DS_Store|Thumbs\.db|desktop\.ini)$/i.test(base)
  );
}

async function openEntry(entry: Entry, ordinal: number): Promise<BundleFile> {
  const skipped = (reason: SkipReason): BundleFile => ({ entry: ordinal, status: 'skipped', reason });
  const rejected = (reason: RejectReason): BundleFile => ({ entry: ordinal, status: 'rejected', reason });
  if (entry.directory) return skipped('directory');
  if (entry.symlink) return skipped('symlink');
  if (isJunk(entry.filename)) return skipped('junk');
  if (entry.encrypted) return rejected('zip-encrypted');
  if (entry.uncompressedSize === 0) return skipped('empty-entry');
  if (entry.uncompressedSize > limits.instanceMaxBytes) return rejected('instance-too-large');
  try {
    const bytes = await entry.getData(new BoundedWriter(entry.uncompressedSize), {
      checkCrc32: true,
      checkOverlappingEntry: true,
      checkLocalDirectory: true,
    });
    return { entry: ordinal, status: 'file', bytes };
  } catch (cause) {
    return rejected(archiveFailure(cause));
  }
}

function archiveFailure(cause: unknown): RejectReason {
  const message = cause instanceof Error ? cause.message : '';
  if (message === ERR_ENCRYPTED || message === ERR_UNSUPPORTED_ENCRYPTION) return 'zip-encrypted';
  if (message === ERR_OVERLAPPING_ENTRY) return 'zip-overlapping-entries';
  if (message === ERR_UNSUPPORTED_COMPRESSION) return 'zip-method-unsupported';
  if (message === ERR_INVALID_CRC32) return 'zip-crc-mismatch';
  return 'zip-damaged';
}
