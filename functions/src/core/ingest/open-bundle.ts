/** A bundle's files, one at a time: a bare DICOM file, or the entries of a ZIP and of ZIPs within it. */
import { DirectoryTooLong, admitDirectoryRead, directoryOptions } from '@pacs/shared/archives/directory';
import { isJunk } from '@pacs/shared/archives/junk';
import { EntryRanges } from '@pacs/shared/archives/place-entry';
import { limits } from '@pacs/shared/limits';
import type { RejectReason, SkipReason } from '@pacs/shared/outcomes';
import { type Entry, Reader, ZipReader, configure } from '@zip.js/zip.js';
import type { BundleSource, Memory } from '../ports.ts';
import type { BundleBudget } from './bundle-budget.ts';
import { memorySource, windowed } from './bundle-source.ts';
import { readEntry } from './read-entry.ts';

configure({ useWebWorkers: false });

export type BundleFile =
  | { entry: number; status: 'file'; bytes: Uint8Array }
  | { entry: number; status: 'skipped'; reason: SkipReason }
  /** `sign` is the same where the same comes again; it says nothing of names. */
  | { entry: number; status: 'rejected'; reason: RejectReason; sign: string };

export interface Opening {
  budget: BundleBudget;
  memory: Memory;
}

const localHeader = [0x50, 0x4b, 0x03, 0x04];
/** Where DICOM's mark ends. */
const signBytes = 132;
const emptyArchive = [0x50, 0x4b, 0x05, 0x06];
const startsWith = (bytes: Uint8Array, mark: number[]) => mark.every((byte, i) => bytes[i] === byte);

/** DICOM's own mark wins: a preamble may hold anything, even the start of a ZIP (PS3.10 7.1). */
function isZip(bytes: Uint8Array): boolean {
  const isPart10 = startsWith(bytes.subarray(128, 132), [0x44, 0x49, 0x43, 0x4d]);
  return !isPart10 && (startsWith(bytes, localHeader) || startsWith(bytes, emptyArchive));
}

/** `entry` is the ordinal in the bundle's directory; files of an archive within share their archive's. */
export async function* openBundle(bundle: BundleSource, opening: Opening): AsyncGenerator<BundleFile> {
  const source = windowed(bundle);
  if (bundle.bytes === 0) yield { entry: 0, status: 'rejected', reason: 'empty-file', sign: '' };
  else if (!isZip(await source.read(0, signBytes)))
    yield { entry: 0, status: 'file', bytes: await source.read(0, bundle.bytes) };
  else yield* openArchive(source, 0, undefined, opening);
}

/** zip.js reads the directory through it. */
class SourceReader extends Reader<BundleSource> {
  readonly #source: BundleSource;

  constructor(source: BundleSource) {
    super(source);
    this.#source = source;
    this.size = source.bytes;
  }

  override async readUint8Array(at: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    admitDirectoryRead(this.#source.bytes, at, length);
    return (await this.#source.read(at, length)) as Uint8Array<ArrayBuffer>;
  }
}

async function* openArchive(
  archive: BundleSource,
  depth: number,
  parent: number | undefined,
  opening: Opening,
): AsyncGenerator<BundleFile> {
  const { budget, memory } = opening;
  const reader = new ZipReader(new SourceReader(archive), directoryOptions);
  const rejected = (reason: RejectReason): BundleFile => ({
    entry: parent ?? 0,
    status: 'rejected',
    reason,
    sign: `${reason} ${String(archive.bytes)}`,
  });
  let entries: Entry[];
  try {
    entries = await directory(reader, budget);
  } catch (cause) {
    const isTooMuch = cause instanceof OverBudget || cause instanceof DirectoryTooLong;
    yield rejected(isTooMuch ? 'zip-too-many-entries' : 'zip-damaged');
    return;
  }
  const expanded = entries.reduce((sum, entry) => sum + (isTooLarge(entry) ? 0 : entry.uncompressedSize), 0);
  if (!budget.reserve(expanded)) {
    yield rejected('zip-expands-too-far');
    return;
  }
  const ranges = new EntryRanges();
  for (const [ordinal, entry] of entries.entries()) {
    if (budget.spent !== undefined) {
      yield { entry: parent ?? ordinal, status: 'rejected', reason: budget.spent, sign: signOf(entry) };
      continue;
    }
    memory.taken(entry.uncompressedSize);
    const file = await openEntry(archive, entry, parent ?? ordinal, ranges, memory);
    if (file.status !== 'file' || !isZip(file.bytes)) yield file;
    else if (depth >= limits.archiveMaxNesting)
      yield { entry: file.entry, status: 'rejected', reason: 'zip-nested-too-deep', sign: signOf(entry) };
    else if (file.bytes.length > limits.nestedArchiveMaxBytes)
      yield { entry: file.entry, status: 'rejected', reason: 'zip-expands-too-far', sign: signOf(entry) };
    else yield* openArchive(memorySource(file.bytes), depth + 1, file.entry, opening);
  }
  await reader.close();
}

const signOf = ({ crc32, compressedSize, uncompressedSize }: Entry) =>
  [crc32, compressedSize, uncompressedSize].join(' ');

class OverBudget extends Error {}

async function directory(reader: ZipReader<unknown>, budget: BundleBudget): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of reader.getEntriesGenerator()) {
    if (!budget.takeEntry()) throw new OverBudget();
    entries.push(entry);
  }
  return entries;
}

/** Refused unread. */
const isTooLarge = (entry: Entry) => entry.uncompressedSize > limits.instanceMaxBytes;

async function openEntry(
  archive: BundleSource,
  entry: Entry,
  ordinal: number,
  ranges: EntryRanges,
  memory: Memory,
): Promise<BundleFile> {
  const skipped = (reason: SkipReason): BundleFile => ({ entry: ordinal, status: 'skipped', reason });
  const rejected = (reason: RejectReason): BundleFile => ({
    entry: ordinal,
    status: 'rejected',
    reason,
    sign: signOf(entry),
  });
  if (entry.directory) return skipped('directory');
  if (entry.symlink) return skipped('symlink');
  if (isJunk(entry.filename)) return skipped('junk');
  if (entry.encrypted) return rejected('zip-encrypted');
  if (entry.uncompressedSize === 0) return skipped('empty-entry');
  if (isTooLarge(entry)) return rejected('instance-too-large');
  const read = await readEntry(archive, entry, ranges, memory);
  return read.status === 'read'
    ? { entry: ordinal, status: 'file', bytes: read.bytes }
    : rejected(read.reason);
}
