/** Takes a file apart into what surrounds its pixels and the pixels, and puts it together again, byte for byte. */
import { limits } from '../limits.ts';
import { type Run, mapFrames, readFragments } from './fragments.ts';
import { inflateBounded, inflatesTo, openFile } from './framing.ts';
import { copyBits, nativeLayout } from './native-frames.ts';
import { transferSyntax } from './transfer-syntax.ts';
import type { DicomHeader, PixelDataPlace, Segment, SplitInstance } from './types.ts';

/** A note: its frames do not lie in the file, and are too many bytes to be stored beside it. */
export const tooLarge = 'frames-too-large';

/**
 * `header` is what readHeader says of the same file. Never throws on bad pixel data: see `notes` and `complete`.
 * `mayInflate` is asked before so many bytes are inflated only to see that they are there; unseen they do not count.
 */
export function splitInstance(
  file: Uint8Array,
  header: DicomHeader,
  mayInflate: (bytes: number) => boolean = (bytes) => bytes <= limits.bundleMaxExpandedBytes,
): SplitInstance {
  const { pixelData, format } = header;
  const syntax = transferSyntax(header.transferSyntaxUID);
  if (pixelData === undefined || format === undefined) return whole(file);
  if (syntax.codec === 'video') return splitVideo(file, pixelData);
  if (syntax.deflated) return splitDeflated(file, header, pixelData, mayInflate);
  const encapsulated = pixelData.encapsulated || (syntax.encapsulated && startsWithItem(file, pixelData.at));
  return encapsulated ? splitEncapsulated(file, header, pixelData) : splitNative(file, header, pixelData);
}

/** Some writers give encapsulated pixel data a length. */
const startsWithItem = (file: Uint8Array, at: number): boolean =>
  file[at] === 0xfe && file[at + 1] === 0xff && file[at + 2] === 0 && file[at + 3] === 0xe0;

const whole = (file: Uint8Array, over: Partial<SplitInstance> = {}): SplitInstance => ({
  segments: file.length === 0 ? [] : [{ kind: 'literal', at: 0, bytes: file.length }],
  payloads: [],
  frames: [],
  notes: [],
  complete: true,
  ...over,
});

/** The inverse: `literals` are the literal segments' bytes, concatenated in their order. */
export function joinInstance(
  segments: readonly Segment[],
  literals: Uint8Array,
  payloads: readonly Uint8Array[],
): Uint8Array {
  const lengthOf = (segment: Segment): number =>
    segment.kind === 'literal' ? segment.bytes : (payloads[segment.payload]?.length ?? 0);
  const file = new Uint8Array(segments.reduce((sum, segment) => sum + lengthOf(segment), 0));
  let at = 0;
  let literalAt = 0;
  for (const segment of segments) {
    if (segment.kind === 'literal') {
      file.set(literals.subarray(literalAt, literalAt + segment.bytes), at);
      literalAt += segment.bytes;
    } else {
      file.set(payloads[segment.payload] ?? new Uint8Array(), at);
    }
    at += lengthOf(segment);
  }
  return file;
}

/** The literal segments' bytes of a file, as joinInstance takes them. */
export function literalBytes(file: Uint8Array, segments: readonly Segment[]): Uint8Array {
  const literals = segments.filter((segment) => segment.kind === 'literal');
  const out = new Uint8Array(literals.reduce((sum, { bytes }) => sum + bytes, 0));
  let at = 0;
  for (const { at: from, bytes } of literals) {
    out.set(file.subarray(from, from + bytes), at);
    at += bytes;
  }
  return out;
}

/** Cuts the file at runs that ascend and do not overlap. */
function cutAt(file: Uint8Array, runs: readonly Run[]): Pick<SplitInstance, 'segments' | 'payloads'> {
  const segments: Segment[] = [];
  let at = 0;
  for (const [payload, run] of runs.entries()) {
    if (run.at > at) segments.push({ kind: 'literal', at, bytes: run.at - at });
    segments.push({ kind: 'payload', payload });
    at = run.at + run.bytes;
  }
  if (at < file.length) segments.push({ kind: 'literal', at, bytes: file.length - at });
  return { segments, payloads: runs.map((run) => file.subarray(run.at, run.at + run.bytes)) };
}

interface NativeRuns {
  frameBits: number;
  /** Bits of pixel data at hand. */
  availableBits: number;
  /** Frames of which anything is there; the last may be short. */
  count: number;
  notes: string[];
  complete: boolean;
}

function nativeRuns(source: Uint8Array, header: DicomHeader, place: PixelDataPlace): NativeRuns | undefined {
  if (header.format === undefined) return undefined;
  const declared = place.bytes ?? 0;
  const available = Math.max(0, Math.min(declared, source.length - place.at));
  const { frameBits } = nativeLayout(header.format, header.numberOfFrames, declared);
  const availableBits = available * 8;
  const wantedBits = frameBits * header.numberOfFrames;
  const complete = availableBits >= wantedBits;
  const notes: string[] = [];
  if (!complete) notes.push('truncated-pixels');
  if (availableBits >= wantedBits + 16) notes.push('extra-bytes');
  const count = Math.min(header.numberOfFrames, Math.ceil(availableBits / frameBits));
  return { frameBits, availableBits, count, notes, complete };
}

function splitNative(file: Uint8Array, header: DicomHeader, place: PixelDataPlace): SplitInstance {
  const runs = nativeRuns(file, header, place);
  if (runs === undefined) return whole(file);
  const { frameBits, availableBits, count, notes, complete } = runs;
  if (frameBits % 8 !== 0 && header.numberOfFrames > 1) {
    if (hasFramesTooLarge(header, file.length)) return whole(file, { notes: [...notes, tooLarge], complete });
    return whole(file, { standalone: bitFrames(file, place.at, runs), notes, complete });
  }
  const frameBytes = Math.ceil(frameBits / 8);
  const at = Array.from({ length: count }, (_, index): Run => {
    const from = index * frameBytes;
    return { at: place.at + from, bytes: Math.min(frameBytes, availableBits / 8 - from) };
  });
  return {
    ...cutAt(file, at),
    frames: at.map((_, payload) => ({ payloads: [payload], bitOffset: 0 })),
    notes,
    complete,
  };
}

const bitFrames = (source: Uint8Array, at: number, runs: NativeRuns): Uint8Array[] =>
  Array.from({ length: runs.count }, (_, index) => {
    const from = index * runs.frameBits;
    const bits = Math.min(runs.frameBits, runs.availableBits - from);
    if (from % 8 !== 0 || bits % 8 !== 0) return copyBits(source, at * 8 + from, bits);
    return source.subarray(at + from / 8, at + (from + bits) / 8);
  });

function pixelBytes({ format, numberOfFrames }: DicomHeader, { bytes = 0 }: PixelDataPlace): number {
  if (format === undefined) return 0;
  return Math.ceil((nativeLayout(format, numberOfFrames, bytes).frameBits * numberOfFrames) / 8);
}

/** What the frames take of the inflated data set, and the two bytes that tell whether more follows. */
const wantedBytes = (header: DicomHeader, place: PixelDataPlace): number =>
  place.at + Math.min(place.bytes ?? 0, pixelBytes(header, place) + 2);

/** Whether frames do not lie in a file of so many bytes and are too many to be held beside it: they are not shown. */
export function hasFramesTooLarge(header: DicomHeader, fileBytes: number): boolean {
  const { format, numberOfFrames, pixelData, transferSyntaxUID } = header;
  if (format === undefined || pixelData === undefined) return false;
  const { at, bytes = 0 } = pixelData;
  if (transferSyntax(transferSyntaxUID).deflated)
    return fileBytes + wantedBytes(header, pixelData) > limits.heldWithFramesMaxBytes;
  const { frameBits } = nativeLayout(format, numberOfFrames, bytes);
  const areInside = pixelData.encapsulated || numberOfFrames === 1 || frameBits % 8 === 0;
  return !areInside && fileBytes + Math.min(bytes, fileBytes - at) > limits.heldWithFramesMaxBytes;
}

function splitDeflated(
  file: Uint8Array,
  header: DicomHeader,
  place: PixelDataPlace,
  mayInflate: (bytes: number) => boolean,
): SplitInstance {
  const deflatedAt = openFile(file, file.length, 0)?.deflatedAt;
  if (deflatedAt === undefined) return whole(file, { notes: ['truncated-pixels'], complete: false });
  const deflated = file.subarray(deflatedAt);
  if (hasFramesTooLarge(header, file.length)) {
    const end = place.at + pixelBytes(header, place);
    const complete = place.at + (place.bytes ?? 0) >= end && mayInflate(end) && inflatesTo(deflated, end);
    return whole(file, { notes: complete ? [tooLarge] : ['truncated-pixels', tooLarge], complete });
  }
  const inflated = inflateBounded(deflated, wantedBytes(header, place), true);
  const runs = nativeRuns(inflated.bytes, header, place);
  if (runs === undefined) return whole(file);
  const notes = inflated.damaged ? [...runs.notes, 'deflate-damaged'] : runs.notes;
  return whole(file, {
    standalone: bitFrames(inflated.bytes, place.at, runs),
    notes,
    complete: runs.complete,
  });
}

/** One stream, whatever the number of frames and fragments (PS3.5 A.4.5 to A.4.9). */
function splitVideo(file: Uint8Array, place: PixelDataPlace): SplitInstance {
  if (!place.encapsulated && !startsWithItem(file, place.at)) return whole(file);
  const read = readFragments(file, place.at);
  return {
    ...cutAt(file, read.fragments),
    frames: read.fragments.length === 0 ? [] : [{ payloads: read.fragments.map((_, n) => n), bitOffset: 0 }],
    notes: read.truncated ? ['truncated-pixels'] : [],
    complete: !read.truncated && read.fragments.length > 0,
  };
}

function splitEncapsulated(file: Uint8Array, header: DicomHeader, place: PixelDataPlace): SplitInstance {
  const read = readFragments(file, place.at);
  // Empty fragments without end are no picture; the file is kept as it is.
  if (read.fragments.length > limits.imageMaxFragments) return whole(file, { complete: false });
  const { frames, exact } = mapFrames(file, read, header.numberOfFrames, place.frameOffsets);
  const notes: string[] = [];
  if (read.truncated) notes.push('truncated-pixels');
  if (!exact) notes.push('frame-count-mismatch');
  return {
    ...cutAt(file, read.fragments),
    frames: frames.map((payloads) => ({ payloads, bitOffset: 0 })),
    notes,
    complete: exact && !read.truncated && frames.length === header.numberOfFrames,
  };
}
