/**
 * One entry's bytes (APPNOTE 6.3.10, 4.3.7). The directory is read by zip.js; entries are not, because its
 * streams cost several times what inflating a slice does.
 */
import { once } from 'node:events';
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import { limits } from '@pacs/shared/limits';
import type { RejectReason } from '@pacs/shared/outcomes';
import type { Entry } from '@zip.js/zip.js';
import type { BundleSource } from '../ports.ts';

/** What can be wrong with an entry is its outcome. */
export type EntryRead = { status: 'read'; bytes: Uint8Array } | { status: 'refused'; reason: RejectReason };

const refused = (reason: RejectReason): EntryRead => ({ status: 'refused', reason });

const localHeaderBytes = 30;
const localSignature = 0x04034b50;
const method = { stored: 0, deflated: 8 } as const;
/** General purpose bit 3: sizes and CRC follow the data. */
const dataDescriptor = 0x08;
const inZip64 = 0xffffffff;

/** Stretches of an archive that entries have been read from: no two may lie over each other. */
export class ReadRanges {
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

/** `bytes` is a buffer of its own. Rejects only where the source does. */
export async function readEntry(source: BundleSource, entry: Entry, ranges: ReadRanges): Promise<EntryRead> {
  const { offset, compressedSize, uncompressedSize, compressionMethod } = entry;
  if (compressionMethod !== method.stored && compressionMethod !== method.deflated)
    return refused('zip-method-unsupported');
  const header = await source.read(offset, localHeaderBytes + entry.rawFilename.length);
  const local = localHeader(header, entry);
  if (!local) return refused('zip-damaged');
  const end = offset + local.bytes + compressedSize;
  if (end > source.bytes) return refused('zip-damaged');
  if (!ranges.add(offset, end)) return refused('zip-overlapping-entries');
  const at = offset + local.bytes;
  if (compressionMethod === method.stored) {
    if (compressedSize !== uncompressedSize) return refused('zip-damaged');
    return checked((await source.read(at, compressedSize)).slice(), entry);
  }
  if (compressedSize > limits.bundleWindowBytes) return inflateInSteps(source, at, entry);
  return inflateAtOnce(await source.read(at, compressedSize), entry);
}

/** undefined where the local header is none, or says something else than the directory. */
function localHeader(header: Uint8Array, entry: Entry): { bytes: number } | undefined {
  if (header.length < localHeaderBytes) return undefined;
  const view = new DataView(header.buffer, header.byteOffset, header.length);
  if (view.getUint32(0, true) !== localSignature) return undefined;
  const flags = view.getUint16(6, true);
  const nameBytes = view.getUint16(26, true);
  const name = header.subarray(localHeaderBytes, localHeaderBytes + nameBytes);
  if (Buffer.compare(name, entry.rawFilename) !== 0) return undefined;
  if (flags !== entry.rawBitFlag || view.getUint16(8, true) !== entry.compressionMethod) return undefined;
  const says = (at: number, value: number) => {
    const here = view.getUint32(at, true);
    const isLater = (flags & dataDescriptor) !== 0 && here === 0;
    return isLater || here === inZip64 || here === value;
  };
  const agrees =
    says(14, entry.crc32 ?? 0) && says(18, entry.compressedSize) && says(22, entry.uncompressedSize);
  return agrees ? { bytes: localHeaderBytes + nameBytes + view.getUint16(28, true) } : undefined;
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

/** Holds the entry and one step of its deflated bytes. */
async function inflateInSteps(source: BundleSource, from: number, entry: Entry): Promise<EntryRead> {
  const { compressedSize, uncompressedSize } = entry;
  const bytes = new Uint8Array(uncompressedSize);
  const inflate = createInflateRaw({ chunkSize: 1024 * 1024 });
  let length = 0;
  let failure: RejectReason | undefined;
  inflate.on('data', (chunk: Uint8Array) => {
    if (length + chunk.length > bytes.length) {
      failure ??= 'zip-damaged';
      return;
    }
    bytes.set(chunk, length);
    length += chunk.length;
  });
  inflate.on('error', () => (failure ??= 'zip-crc-mismatch'));
  const closed = once(inflate, 'close');
  for (let done = 0; done < compressedSize && failure === undefined; done += limits.bundleWindowBytes) {
    const step = await source.read(from + done, Math.min(limits.bundleWindowBytes, compressedSize - done));
    await new Promise<void>((resolve) => {
      inflate.write(step, () => {
        resolve();
      });
    });
  }
  if (failure === undefined) inflate.end();
  else inflate.destroy();
  await closed;
  return failure === undefined ? checked(bytes.subarray(0, length), entry) : refused(failure);
}
