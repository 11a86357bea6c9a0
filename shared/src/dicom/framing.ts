/** Opens a file (PS3.10 chapter 7): preamble, meta group, transfer syntax; or what it looks like without them. */
import { Inflate } from 'fflate';
import { limits } from '../limits.ts';
import { latin1 } from './charset.ts';
import {
  deflatedExplicitLittleEndian,
  explicitBigEndian,
  explicitLittleEndian,
  implicitLittleEndian,
  isKnownTransferSyntax,
  transferSyntax,
} from './transfer-syntax.ts';
import { isKnownVR } from './vr.ts';
import type { Framing } from './walk.ts';
import { NeedMore } from './walk-stops.ts';

export interface OpenedFile {
  /** The data set's bytes: the file itself, or the inflated data set. */
  source: Uint8Array;
  at: number;
  /** Length of the whole data set; undefined where it is deflated and not all of it has been inflated. */
  totalBytes: number | undefined;
  /** More of a deflated data set can be had by inflating on. */
  cut: boolean;
  framing: Framing;
  transferSyntaxUID: string;
  deflated: boolean;
  /** Offset of the deflated stream in the file. */
  deflatedAt?: number;
  meta: { sopClassUID?: string; sopInstanceUID?: string };
  notes: string[];
}

const prefixAt = 128;
const looksBytes = 132 + 8;

const u16 = (bytes: Uint8Array, at: number, littleEndian: boolean): number =>
  littleEndian
    ? (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8)
    : ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
const u32 = (bytes: Uint8Array, at: number, littleEndian: boolean): number =>
  littleEndian
    ? u16(bytes, at, true) + u16(bytes, at + 2, true) * 0x10000
    : u16(bytes, at, false) * 0x10000 + u16(bytes, at + 2, false);

const magicAt = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === 0x44 && bytes[at + 1] === 0x49 && bytes[at + 2] === 0x43 && bytes[at + 3] === 0x4d;

/**
 * Undefined: not DICOM. Throws NeedMore where the first bytes are too few to tell. Of a deflated data set no more
 * than `inflateBytes` are inflated.
 */
export function openFile(
  bytes: Uint8Array,
  totalBytes: number,
  inflateBytes: number,
): OpenedFile | undefined {
  if (bytes.length < Math.min(totalBytes, looksBytes)) throw new NeedMore(Math.min(totalBytes, 65_536));
  const complete = bytes.length >= totalBytes;
  const notes: string[] = [];
  let at = 0;
  if (magicAt(bytes, prefixAt)) at = prefixAt + 4;
  else if (magicAt(bytes, 0)) at = 4;
  else if (!looksLikeDataSet(bytes, totalBytes)) return undefined;
  if (at !== prefixAt + 4) notes.push('no-preamble');

  const meta = readMeta(bytes, at, complete);
  if (meta.end === at) notes.push('no-meta');
  const declared = meta.transferSyntaxUID;
  const sop = {
    ...(meta.sopClassUID === undefined ? {} : { sopClassUID: meta.sopClassUID }),
    ...(meta.sopInstanceUID === undefined ? {} : { sopInstanceUID: meta.sopInstanceUID }),
  };
  if (declared === deflatedExplicitLittleEndian && !looksExplicit(bytes, meta.end)) {
    const inflated = inflateBounded(bytes.subarray(meta.end), inflateBytes, complete);
    const isWhole = inflated.damaged || (complete && !inflated.cut);
    return {
      source: inflated.bytes,
      at: 0,
      totalBytes: isWhole ? inflated.bytes.length : undefined,
      cut: inflated.cut,
      framing: { explicitVR: true, littleEndian: true },
      transferSyntaxUID: declared,
      deflated: true,
      deflatedAt: meta.end,
      meta: sop,
      notes: inflated.damaged ? [...notes, 'deflate-damaged'] : notes,
    };
  }
  if (!complete && bytes.length < meta.end + 8) throw new NeedMore(meta.end + 65_536);
  const seen = guessFraming(bytes, meta.end);
  const stated = declared === undefined ? undefined : transferSyntax(declared);
  const framing = seen ?? stated ?? { explicitVR: false, littleEndian: true };
  if (declared === undefined) notes.push('no-transfer-syntax');
  else if (!isKnownTransferSyntax(declared)) notes.push('transfer-syntax-unknown');
  let transferSyntaxUID = declared ?? uidOfFraming(framing);
  if (stated?.codec === 'native' && (stated.deflated || disagree(framing, stated))) {
    notes.push('syntax-mismatch');
    transferSyntaxUID = uidOfFraming(framing);
  }
  return {
    source: bytes,
    at: meta.end,
    totalBytes,
    cut: false,
    framing: { explicitVR: framing.explicitVR, littleEndian: framing.littleEndian },
    transferSyntaxUID,
    deflated: false,
    meta: sop,
    notes,
  };
}

const disagree = (a: Framing, b: Framing): boolean =>
  a.explicitVR !== b.explicitVR || a.littleEndian !== b.littleEndian;

const uidOfFraming = (framing: Framing): string => {
  if (!framing.littleEndian) return explicitBigEndian;
  return framing.explicitVR ? explicitLittleEndian : implicitLittleEndian;
};

const vrAt = (bytes: Uint8Array, at: number): boolean => isKnownVR(latin1(bytes, at + 4, at + 6));

const looksExplicit = (bytes: Uint8Array, at: number): boolean =>
  u16(bytes, at, true) <= 0x0010 && u16(bytes, at, true) > 0 && vrAt(bytes, at);

/** How the first element lies; undefined where its bytes do not tell. */
function guessFraming(bytes: Uint8Array, at: number): Framing | undefined {
  if (at + 8 > bytes.length) return undefined;
  const little = u16(bytes, at, true);
  const big = u16(bytes, at, false);
  if (little === big) return undefined;
  return { explicitVR: vrAt(bytes, at), littleEndian: little < big };
}

interface Meta {
  end: number;
  transferSyntaxUID?: string;
  sopClassUID?: string;
  sopInstanceUID?: string;
}

/** Group 0002 goes by its tags, not by its length element, which is often missing or wrong. Always little endian; some write it implicit. */
function readMeta(bytes: Uint8Array, start: number, complete: boolean): Meta {
  const meta: Meta = { end: start };
  let at = start;
  for (let count = 0; count < 64; count += 1) {
    if (at + 12 > bytes.length) {
      if (!complete) throw new NeedMore(at + 65_536);
      break;
    }
    if (u16(bytes, at, true) !== 0x0002) break;
    const element = u16(bytes, at + 2, true);
    const explicit = vrAt(bytes, at);
    const long = explicit && /^(OB|OW|UN|UT|SQ)$/.test(latin1(bytes, at + 4, at + 6));
    const valueAt = at + (long ? 12 : 8);
    const length = long
      ? u32(bytes, at + 8, true)
      : explicit
        ? u16(bytes, at + 6, true)
        : u32(bytes, at + 4, true);
    if (valueAt + length > bytes.length) {
      if (!complete && length < limits.headerMaxBytes) throw new NeedMore(valueAt + length + 65_536);
      break;
    }
    const text = (): string =>
      latin1(bytes, valueAt, valueAt + Math.min(length, 128)).replace(/[\0\s]+$/, '');
    if (element === 0x0010 && length > 0) meta.transferSyntaxUID = text();
    if (element === 0x0002 && length > 0) meta.sopClassUID = text();
    if (element === 0x0003 && length > 0) meta.sopInstanceUID = text();
    at = valueAt + length;
    meta.end = at;
  }
  return meta;
}

/** None of a data set's first elements is longer. */
const maxFirstBytes = 1_000_000;

/** Without the magic: at least three elements in ascending order, starting in a low group, that fit the file. */
function looksLikeDataSet(bytes: Uint8Array, totalBytes: number): boolean {
  return [true, false].some((littleEndian) => {
    let at = 0;
    let last = -1;
    for (let seen = 0; seen < 3; seen += 1) {
      if (at + 8 > bytes.length && at < totalBytes && bytes.length < totalBytes)
        throw new NeedMore(at + 65_536);
      if (at + 8 > bytes.length) return seen >= 2 && at === totalBytes;
      const group = u16(bytes, at, littleEndian);
      const tag = group * 0x10000 + u16(bytes, at + 2, littleEndian);
      if (seen === 0 && group !== 0x0002 && group !== 0x0008) return false;
      if (tag <= last || group > 0x0028 || group === 0) return false;
      last = tag;
      const explicit = vrAt(bytes, at);
      const long = explicit && /^(OB|OD|OF|OL|OV|OW|SQ|UC|UN|UR|UT)$/.test(latin1(bytes, at + 4, at + 6));
      const length = long
        ? u32(bytes, at + 8, littleEndian)
        : explicit
          ? u16(bytes, at + 6, littleEndian)
          : u32(bytes, at + 4, littleEndian);
      if (length === 0xffffffff) return seen > 0;
      at += (long ? 12 : 8) + length;
      if (length > maxFirstBytes || at > totalBytes) return false;
    }
    return true;
  });
}

export interface Inflated {
  bytes: Uint8Array;
  /** The stream broke off or is damaged: what came before is kept. */
  damaged: boolean;
  /** There is more than `maxBytes`. */
  cut: boolean;
}

/** Bytes of the stream fed at once: none of them gives more than 1,032 (RFC 1951), so this bounds each step. */
const inflateStepBytes = 4096;

/** Whether as many bytes come out of the stream; none is kept. Never throws. */
export function inflatesTo(deflated: Uint8Array, bytes: number): boolean {
  let total = 0;
  const inflate = new Inflate((chunk) => {
    total += chunk.length;
  });
  try {
    for (let at = 0; at < deflated.length && total < bytes; at += inflateStepBytes)
      inflate.push(deflated.subarray(at, at + inflateStepBytes), false);
  } catch {
    // What came before counts.
  }
  return total >= bytes;
}

/** The first `maxBytes` of what inflates. Never throws. `complete`: `deflated` is the whole stream. */
export function inflateBounded(deflated: Uint8Array, maxBytes: number, complete: boolean): Inflated {
  // Deflate gives at most 1032 bytes for one (RFC 1951); pages that are never written cost nothing.
  const bytes = new Uint8Array(Math.max(0, Math.min(maxBytes, deflated.length * 1032)));
  let total = 0;
  let cut = maxBytes <= 0;
  let damaged = false;
  const inflate = new Inflate((chunk) => {
    const kept = chunk.subarray(0, bytes.length - total);
    cut = kept.length < chunk.length;
    bytes.set(kept, total);
    total += kept.length;
  });
  try {
    for (let at = 0; at < deflated.length && !cut; at += inflateStepBytes)
      inflate.push(deflated.subarray(at, at + inflateStepBytes), false);
    // Only this throws where the stream breaks off, and what came before has been given.
    if (complete && !cut) inflate.push(new Uint8Array(), true);
  } catch {
    damaged = true;
  }
  return { bytes: bytes.subarray(0, total), damaged, cut };
}
