/**
 * One file of a bundle with its frames coded already, so that fewer bytes travel:
 *   magic, 8 bytes · u32 little endian: length of what follows deflated · deflated heads of one file (heads.ts) ·
 *   payload bytes
 * The reader gets the file back byte for byte and, of each coded frame, the codestream it was decoded from.
 */
import { deflateSync } from 'fflate';
import { inflateBounded } from '../dicom/framing.ts';
import { literalBytes } from '../dicom/split-instance.ts';
import type { DicomHeader, SplitInstance } from '../dicom/types.ts';
import { limits } from '../limits.ts';
import type { PixelFormat } from '../manifest.ts';
import { nativeFrameBytes } from '../codecs/decoders/native.ts';
import { type FileRecipe, type PayloadRecipe, decodeHeads, encodeHeads, headsJsonBytes } from './heads.ts';
import { rebuildFile } from './rebuild-file.ts';

const magic = new TextEncoder().encode('PACSCF1\n');
const prefixBytes = magic.length + 4;
/** Headers deflate to a fraction at any level; the fastest costs a tenth of the best. */
const deflateLevel = 1;

export const isCodedFile = (bytes: Uint8Array): boolean =>
  bytes.length > prefixBytes && magic.every((byte, at) => bytes[at] === byte);

export interface FileToCode {
  file: Uint8Array;
  header: DicomHeader;
  split: SplitInstance;
  /** SHA-256 of the file, base64url. */
  sha256: string;
}

/**
 * The file in parts, in order. `encode` gives a frame's codestream, or undefined where it stays as it is. Undefined where
 * no frame was coded or the whole has not become smaller.
 */
export async function writeCodedFile(
  { file, header, split, sha256 }: FileToCode,
  encode: (native: Uint8Array) => Promise<Uint8Array | undefined>,
): Promise<Uint8Array[] | undefined> {
  const { format } = header;
  if (format === undefined || header.pixelData?.encapsulated !== false) return undefined;
  const payloads: PayloadRecipe[] = [];
  const parts: Uint8Array[] = [];
  let at = 0;
  for (const native of split.payloads) {
    const codestream = await encode(native);
    const bytes = codestream ?? native;
    parts.push(bytes);
    payloads.push({
      coding: codestream ? 'htj2k' : 'as-is',
      ranges: [[at, bytes.length]],
      ...(codestream && { format: 0 }),
    });
    at += bytes.length;
  }
  if (!payloads.some(({ coding }) => coding === 'htj2k')) return undefined;
  const pieces = split.segments.map((segment) =>
    segment.kind === 'payload' ? { payload: segment.payload } : { literal: segment.bytes },
  );
  const recipe = { sha256, bytes: file.length, literalsAt: 0, pieces, payloads };
  const heads = encodeHeads({ version: 1, formats: [format], files: [recipe] }, [
    literalBytes(file, split.segments),
  ]);
  if (headsJsonBytes(heads[0]) > limits.codedJsonMaxBytes) return undefined;
  if (lengthOf(heads) > limits.codedHeadMaxBytes) return undefined;
  const deflated = deflateSync(joined(heads), { level: deflateLevel });
  const prefix = new Uint8Array(prefixBytes);
  prefix.set(magic);
  new DataView(prefix.buffer).setUint32(magic.length, deflated.length, true);
  const total = prefixBytes + deflated.length + at;
  return total < file.length ? [prefix, deflated, ...parts] : undefined;
}

export interface CodedRun {
  /** Where in the file the frame lies, and the codestream that decodes to exactly these bytes. */
  at: number;
  bytes: number;
  codestream: Uint8Array;
}

export interface CodedFileRead {
  file: Uint8Array<ArrayBuffer>;
  /** Of the file that was meant: the caller compares. */
  sha256: string;
  coded: CodedRun[];
}

export interface CodedFileReader {
  decodeNative: (codestream: Uint8Array, format: PixelFormat) => Promise<Uint8Array>;
  /** Told of the head that has been inflated; what it throws comes out. */
  inflated: (bytes: number) => void;
  /** Told of the file before there is room for it; what it throws comes out. */
  reserve: (bytes: number) => void;
}

/**
 * Throws RangeError (or what `decodeNative` throws) where parts contradict each other, lie outside, or make a file larger
 * than an instance may be.
 */
export async function readCodedFile(
  body: Uint8Array,
  { decodeNative, inflated: tell, reserve }: CodedFileReader,
): Promise<CodedFileRead> {
  if (!isCodedFile(body)) throw new RangeError('coded file: not one');
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const payloadsAt = prefixBytes + view.getUint32(magic.length, true);
  if (payloadsAt > body.length) throw new RangeError('coded file: bad length');
  const inflated = inflateBounded(body.subarray(prefixBytes, payloadsAt), limits.codedHeadMaxBytes, true);
  tell(inflated.bytes.length);
  if (inflated.cut || inflated.damaged) throw new RangeError('coded file: bad head');
  if (headsJsonBytes(inflated.bytes) > limits.codedJsonMaxBytes)
    throw new RangeError('coded file: too many parts');
  const heads = decodeHeads(inflated.bytes);
  const [recipe] = heads.heads.files;
  if (recipe === undefined || recipe.bytes > limits.instanceMaxBytes)
    throw new RangeError('coded file: no file of a size we take');
  reserve(recipe.bytes);
  if (!isAsWritten(recipe)) throw new RangeError('coded file: parts that no writer makes');
  let nativeBytes = 0;
  const coded: CodedRun[] = [];
  const decoded: Omit<CodedRun, 'at'>[] = [];
  let at = 0;
  const file = await rebuildFile(heads, 0, {
    read: (from, bytes) => {
      const start = payloadsAt + from;
      if (start + bytes > body.length) throw new RangeError('coded file: outside');
      return Promise.resolve(body.subarray(start, start + bytes));
    },
    decodeNative: async (codestream, format) => {
      nativeBytes += nativeFrameBytes(format);
      if (nativeBytes > recipe.bytes) throw new RangeError('coded file: frames larger than their file');
      const native = await decodeNative(codestream, format);
      decoded.push({ bytes: native.length, codestream });
      return native;
    },
  });
  for (const piece of recipe.pieces) {
    if ('literal' in piece) at += piece.literal;
    else {
      const payload = recipe.payloads[piece.payload];
      const isCoded = payload?.coding === 'htj2k';
      const run = isCoded ? decoded.shift() : undefined;
      if (run !== undefined) coded.push({ at, ...run });
      at += run?.bytes ?? (payload?.ranges ?? []).reduce((sum, [, bytes]) => sum + bytes, 0);
    }
  }
  return { file, sha256: recipe.sha256, coded };
}

/** Each payload once and in one run: what refers to the same bytes again and again costs time without end. */
function isAsWritten({ pieces, payloads }: FileRecipe): boolean {
  const used = pieces.flatMap((piece) => ('payload' in piece ? [piece.payload] : []));
  return (
    new Set(used).size === used.length &&
    payloads.every(
      ({ ranges: [first, ...others] }) => others.length === 0 && first !== undefined && first[1] > 0,
    )
  );
}

const lengthOf = (parts: readonly Uint8Array[]) => parts.reduce((sum, { length }) => sum + length, 0);

const joined = (parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(lengthOf(parts));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};
