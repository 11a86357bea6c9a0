/** Codestreams of ours that somebody else brings: taken only where they are what our own encoder would have written. */
import type { PixelFormat } from '../manifest.ts';
import { runHtj2kDecoder } from './decoders/htj2k.ts';
import { decodeNative } from './decoders/native.ts';
import { type Htj2kFrame, encodeHtj2k, isFormatEligible } from './htj2k-encode.ts';
import { decompositionsFor, resolutionEnds } from './htj2k-resolutions.ts';
import { plainBytes, rangeOf, sampleCount } from './stored-values.ts';
import type { CodecLoader } from './types.ts';

export interface AdoptedFrame {
  /** What the codestream decodes to: the frame as it lies in its file. */
  native: Uint8Array;
  frame: Htj2kFrame;
}

export interface Htj2kAdopter {
  /**
   * Undefined where the format isn't eligible, or the codestream's main header differs from our encoder's for this
   * format: such a one is not decoded at all. Damage within is no error of the decoder; the caller compares digests.
   */
  adopt(codestream: Uint8Array, format: PixelFormat): Promise<AdoptedFrame | undefined>;
}

export function createHtj2kAdopter(codecs: CodecLoader): Htj2kAdopter {
  const headers = new Map<string, Promise<Uint8Array | undefined>>();

  const ownHeader = (format: PixelFormat): Promise<Uint8Array | undefined> => {
    const { rows, columns, samplesPerPixel, bitsAllocated, pixelRepresentation } = format;
    const key = [rows, columns, samplesPerPixel, bitsAllocated, pixelRepresentation].join();
    const known = headers.get(key);
    if (known !== undefined) return known;
    const blank = new Uint8Array((sampleCount(format) * bitsAllocated) / 8);
    if (headers.size >= maxKnownHeaders) headers.clear();
    const header = encodeHtj2k(codecs, blank, format).then((own) => own && mainHeader(own.codestream));
    headers.set(key, header);
    return header;
  };

  return {
    async adopt(codestream, format) {
      const bytes = (sampleCount(format) * format.bitsAllocated) / 8;
      if (!isFormatEligible(format) || codestream.length >= bytes) return undefined;
      const header = mainHeader(codestream);
      // Our own costs an encoding: not for what says that it is of another size.
      if (header === undefined || !isOfSize(header, format)) return undefined;
      const own = await ownHeader(format);
      if (own === undefined || !isSame(header, own)) return undefined;
      const resolutions = resolutionEnds(codestream);
      if (resolutions?.length !== decompositionsFor(format) + 1) return undefined;
      const native = await runHtj2kDecoder(codecs, codestream);
      if (native.length !== bytes) return undefined;
      const range = rangeOf(decodeNative(plainBytes(native), format).samples);
      return { native, frame: { codestream, resolutions, range } };
    },
  };
}

const startOfCodestream = 0xff4f;
const tilePartLengths = 0xff55;
const startOfTilePart = 0xff90;

/** The marker segments before the first tile-part (T.800 A.3) but for TLM, whose lengths are those of the content. */
function mainHeader(codestream: Uint8Array): Uint8Array | undefined {
  const view = new DataView(codestream.buffer, codestream.byteOffset, codestream.byteLength);
  if (view.byteLength < 4 || view.getUint16(0) !== startOfCodestream) return undefined;
  const kept: number[] = [];
  let at = 2;
  while (at + 4 <= view.byteLength) {
    const marker = view.getUint16(at);
    if (marker === startOfTilePart) return Uint8Array.from(kept);
    const end = at + 2 + view.getUint16(at + 2);
    if (end > view.byteLength || kept.length > maxHeaderBytes) return undefined;
    if (marker !== tilePartLengths) kept.push(...codestream.subarray(at, end));
    at = end;
  }
  return undefined;
}

const imageAndTileSize = 0xff51;
const maxKnownHeaders = 64;

/** SIZ, the first segment (T.800 A.5.1): marker, length, capabilities, width, height, … . */
function isOfSize(header: Uint8Array, { rows, columns }: PixelFormat): boolean {
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  if (view.byteLength < 14 || view.getUint16(0) !== imageAndTileSize) return false;
  return view.getUint32(6) === columns && view.getUint32(10) === rows;
}

/** Ours take some 150 bytes. */
const maxHeaderBytes = 4096;

const isSame = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, at) => byte === b[at]);
