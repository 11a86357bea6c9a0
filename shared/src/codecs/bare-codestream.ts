/**
 * Whether a compressed frame is its picture and nothing beside it: JPEG and JPEG-LS (ITU-T T.81 B.1.1.3, T.87 C.1),
 * JPEG 2000 and HTJ2K (T.800 Annex A). Comments, application data, bytes behind the end and what is not understood make
 * it not so: a link without identity does not hand out what nobody has read.
 */
export function isBareCodestream(bytes: Uint8Array): boolean {
  const start = word(bytes, 0);
  if (start === 0xffd8) return isBareJpeg(bytes);
  return start === 0xff4f && isBareJpeg2000(bytes);
}

const word = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);

/** Fragments are of even length. */
const isPadding = (bytes: Uint8Array, from: number): boolean =>
  bytes.subarray(from).every((one) => one === 0);

const text = (bytes: Uint8Array, from: number, to: number) =>
  String.fromCharCode(...bytes.subarray(from, Math.min(to, from + 512)));

/** A segment with a length, of which `at` is the marker's place; undefined where it runs over the end. */
function endOfSegment(bytes: Uint8Array, at: number): number | undefined {
  const end = at + 2 + word(bytes, at + 2);
  return end >= at + 4 && end <= bytes.length ? end : undefined;
}

function isBareJpeg(bytes: Uint8Array): boolean {
  for (let at = 2; at + 1 < bytes.length;) {
    const marker = word(bytes, at);
    if (marker === 0xffd9) return isPadding(bytes, at + 2);
    const end = endOfSegment(bytes, at);
    if (end === undefined || !isJpegSegment(bytes, marker, at, end)) return false;
    at = marker === 0xffda ? endOfScan(bytes, end) : end;
  }
  return false;
}

function isJpegSegment(bytes: Uint8Array, marker: number, at: number, end: number): boolean {
  // Frame headers but for JPG (reserved), tables, restart interval, number of lines, scans, frame header of JPEG-LS.
  if (marker >= 0xffc0 && marker <= 0xffcf) return marker !== 0xffc8;
  if ([0xffda, 0xffdb, 0xffdc, 0xffdd, 0xfff7].includes(marker)) return true;
  // JPEG-LS parameters: coding parameters alone.
  if (marker === 0xfff8) return bytes[at + 4] === 1;
  // JFIF without a thumbnail, and which colours: of fixed length.
  if (marker === 0xffe0) return end - at === 18 && text(bytes, at + 4, at + 9) === 'JFIF\0';
  return marker === 0xffee && end - at === 16 && text(bytes, at + 4, at + 9) === 'Adobe';
}

/** Of the next marker that is no restart; in coded data a byte below 80 follows FF. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (next >= 0x80 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  return bytes.length;
}

/** CAP, SIZ, COD, COC, TLM, PRF, PLM, PLT, CPF, QCD, QCC, RGN, POC, PPM, PPT, CRG. */
const headerMarkers = new Set([
  ...[0xff50, 0xff51, 0xff52, 0xff53, 0xff55, 0xff56, 0xff57, 0xff58, 0xff59],
  ...[0xff5c, 0xff5d, 0xff5e, 0xff5f, 0xff60, 0xff61, 0xff63],
]);
const comment = 0xff64;
/** What encoders write of themselves. */
const encoders =
  /^(?:Kakadu[- ]v?[\d.]+|(?:Created by )?(?:GDCM\/)?OpenJPEG version [\d.]+|Created by Grok {1,8}version [\d.]+|OpenJPH Ver [\d.]+|Creator: JasPer Version [\d.]+|Kdu-Layer-Info: log_2\{Delta-D\([A-Za-z-]{1,16}\)\/\[2\^16\*Delta-L\(bytes\)\]\}, L\(bytes\)\n[\d\s.,e+-]*)\0?$/;

function isHeaderSegment(bytes: Uint8Array, marker: number, at: number, end: number): boolean {
  if (marker !== comment) return headerMarkers.has(marker);
  // Rcom 1: text (ISO 8859-15).
  return word(bytes, at + 4) === 1 && end - at <= 512 && encoders.test(text(bytes, at + 6, end));
}

/** Past the segments of a header up to this marker; undefined where another stands among them. */
function pastHeader(bytes: Uint8Array, from: number, until: number): number | undefined {
  let at = from;
  while (word(bytes, at) !== until) {
    const end = endOfSegment(bytes, at);
    if (end === undefined || !isHeaderSegment(bytes, word(bytes, at), at, end)) return undefined;
    at = end;
  }
  return at;
}

const startOfTilePart = 0xff90;
const startOfData = 0xff93;
const endOfCodestream = 0xffd9;
const tilePartHeader = 12;

function isBareJpeg2000(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = pastHeader(bytes, 2, startOfTilePart);
  while (at !== undefined && at + tilePartHeader <= bytes.length) {
    if (word(bytes, at) !== startOfTilePart) break;
    const length = view.getUint32(at + 6);
    const data = pastHeader(bytes, at + tilePartHeader, startOfData);
    if (data === undefined) return false;
    // 0: the last one, up to the end.
    const end: number = length === 0 ? bytes.findLastIndex((one) => one !== 0) - 1 : at + length;
    if (end < data + 2) return false;
    at = end;
  }
  return at !== undefined && word(bytes, at) === endOfCodestream && isPadding(bytes, at + 2);
}
