/**
 * One entry's bytes. The directory is read by zip.js; entries are not, because its
 * streams cost several times what inflating a slice does.
 */
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import { type EntryRanges, placeEntry } from '@pacs/shared/archives/place-entry';
import { limits } from '@pacs/shared/limits';
import type { RejectReason } from '@pacs/shared/outcomes';
import type { Entry } from '@zip.js/zip.js';
import type { BundleSource, Memory } from '../ports.ts';

/** What can be wrong with an entry is its outcome. */
export type EntryRead = { status: 'read'; bytes: Uint8Array } | { status: 'refused'; reason: RejectReason };

const refused = (reason: RejectReason): EntryRead => ({ status: 'refused', reason });

/** `bytes` is a buffer of its own. Rejects only where the source does. */
export async function readEntry(
  source: BundleSource,
  entry: Entry,
  ranges: EntryRanges,
  memory: Memory,
): Promise<EntryRead> {
  const place = await placeEntry(source, entry, ranges);
  if (place.status === 'refused') return place;
  const { at, storedBytes, packing } = place;
  if (packing === 'stored') return checked(await copied(source, at, storedBytes, memory), entry);
  if (storedBytes > limits.bundleWindowBytes) return inflateInSteps(source, at, entry, memory);
  return inflateAtOnce(await source.read(at, storedBytes), entry);
}

/** Step by step: never held twice. */
async function copied(
  source: BundleSource,
  from: number,
  length: number,
  memory: Memory,
): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  for (let done = 0; done < length; done += limits.bundleWindowBytes) {
    const step = await source.read(from + done, Math.min(limits.bundleWindowBytes, length - done));
    bytes.set(step, done);
    memory.taken(step.length);
  }
  return bytes;
}

function checked(bytes: Uint8Array, entry: Entry): EntryRead {
  const isWhole = bytes.length === entry.uncompressedSize && crc32(bytes) === entry.crc32;
  return isWhole ? { status: 'read', bytes } : refused('zip-crc-mismatch');
}

/** One byte of room more than declared: the buffer is never full, so zlib neither grows nor copies it. */
function inflateAtOnce(deflated: Uint8Array, entry: Entry): EntryRead {
  const { uncompressedSize } = entry;
  try {
    const bytes = inflateRawSync(deflated, {
      maxOutputLength: uncompressedSize,
      chunkSize: Math.max(64, uncompressedSize + 1),
    });
    return checked(bytes, entry);
  } catch (cause) {
    return refused(isTooLong(cause) ? 'zip-damaged' : 'zip-crc-mismatch');
  }
}

const isTooLong = (cause: unknown) =>
  cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE';

class EntryTooLong extends Error {}

/** Holds the entry and one step of its deflated bytes; ends at the first byte too many. */
async function inflateInSteps(
  source: BundleSource,
  from: number,
  entry: Entry,
  memory: Memory,
): Promise<EntryRead> {
  const { compressedSize, uncompressedSize } = entry;
  const bytes = new Uint8Array(uncompressedSize);
  let length = 0;
  let unread: { cause: unknown } | undefined;
  const deflated = async function* () {
    for (let done = 0; done < compressedSize; done += limits.bundleWindowBytes) {
      const step = Math.min(limits.bundleWindowBytes, compressedSize - done);
      yield await source.read(from + done, step).catch((cause: unknown) => {
        unread = { cause };
        throw cause;
      });
    }
  };
  const collect = async (chunks: AsyncIterable<Uint8Array>) => {
    for await (const chunk of chunks) {
      memory.taken(chunk.length);
      if (length + chunk.length > bytes.length) throw new EntryTooLong();
      bytes.set(chunk, length);
      length += chunk.length;
    }
  };
  try {
    await pipeline(deflated, createInflateRaw({ chunkSize: 1024 * 1024 }), collect);
  } catch (cause) {
    if (unread) throw unread.cause;
    return refused(cause instanceof EntryTooLong ? 'zip-damaged' : 'zip-crc-mismatch');
  }
  return checked(bytes.subarray(0, length), entry);
}
