/** What must hold of any bytes whatever that are taken for a DICOM file. */
import { isDeepStrictEqual } from 'node:util';
import { readJ2kHeader } from '@pacs/shared/codecs/j2k-header';
import { readJpegHeader } from '@pacs/shared/codecs/jpeg-header';
import { isStorable } from '@pacs/shared/dicom/is-storable';
import { readHeader } from '@pacs/shared/dicom/read-header';
import { joinInstance, literalBytes, splitInstance } from '@pacs/shared/dicom/split-instance';
import type { DicomHeader, HeaderRead, SplitInstance } from '@pacs/shared/dicom/types';
import { limits } from '@pacs/shared/limits';
import { RejectReason, SkipReason } from '@pacs/shared/outcomes';

const headerMs = 100;
const retries = 5;
const allocatedBytes = 96 * 1024 * 1024;

/** A description of what is wrong with how the product takes these bytes; undefined where nothing is. */
export function problemOf(file: Uint8Array): string | undefined {
  try {
    const before = process.memoryUsage.rss();
    const read = timed(() => readHeader(file, { totalBytes: file.length }));
    if (typeof read === 'string') return `header: ${read}`;
    const untyped = untypedRead(read);
    if (untyped !== undefined) return untyped;
    if (!isDeepStrictEqual(withoutLate(readInSteps(file)), withoutLate(read)))
      return 'header: not the same from its first bytes';
    if (read.status !== 'ok') return undefined;
    const { header } = read;
    if (!isStorable(header)) return 'header: says what cannot be stored';
    const split = timed(() => splitInstance(file, header));
    if (typeof split === 'string') return `split: ${split}`;
    if (process.memoryUsage.rss() - before > allocatedBytes) return 'memory';
    return problemOfSplit(file, header, split);
  } catch (cause) {
    return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  }
}

/** Slow, in time of the processor, counts only where the same bytes are slow again and again. */
function timed<T extends object>(action: () => T): T | string {
  let best = Infinity;
  for (let tries = 0; tries < retries; tries += 1) {
    const start = process.cpuUsage();
    const result = action();
    best = Math.min(best, process.cpuUsage(start).user / 1000);
    if (best <= headerMs) return result;
  }
  return `takes ${best.toFixed()} ms`;
}

function untypedRead(read: HeaderRead): string | undefined {
  if (read.status === 'rejected') RejectReason.parse(read.reason);
  else if (read.status === 'skipped') SkipReason.parse(read.reason);
  else if (read.status === 'more') return 'header: asks for more than the file';
  return undefined;
}

/** As the browser reads: the first bytes, and more when asked. */
function readInSteps(file: Uint8Array): HeaderRead {
  for (let given = Math.min(400, file.length); ;) {
    const read = readHeader(file.subarray(0, given), { totalBytes: file.length });
    if (read.status !== 'more') return read;
    if (read.bytes <= given || read.bytes > file.length) throw new RangeError('asks for no more');
    given = read.bytes;
  }
}

/** Whether a deflated stream breaks off shows only at its end. */
function withoutLate(read: HeaderRead): HeaderRead {
  if (read.status !== 'ok') return read;
  const notes = read.header.notes.filter((note) => note !== 'deflate-damaged');
  return { ...read, header: { ...read.header, notes } };
}

function problemOfSplit(file: Uint8Array, header: DicomHeader, split: SplitInstance): string | undefined {
  const joined = joinInstance(split.segments, literalBytes(file, split.segments), split.payloads);
  if (Buffer.compare(joined, file) !== 0) return 'split: does not come back';
  const shown = split.standalone?.length ?? split.frames.length;
  if (shown > Math.min(header.numberOfFrames, limits.imageMaxFrames)) return 'split: too many frames';
  for (const { payloads } of split.frames)
    if (payloads.some((payload) => split.payloads[payload] === undefined)) return 'split: no such payload';
  for (const bytes of [...split.payloads, ...(split.standalone ?? [])].slice(0, 8)) {
    readJ2kHeader(bytes);
    readJpegHeader(bytes);
  }
  return undefined;
}
