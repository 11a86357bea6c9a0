/** Native frames as lossless HTJ2K, kept only where that is smaller and proven bit-exact. */
import type { PixelFormat } from '../manifest.ts';
import type { Htj2kEncoder } from './codec-modules.ts';
import { runHtj2kDecoder } from './decoders/htj2k.ts';
import { withHeapObject } from './decoders/heap.ts';
import { decodeNative, isYbr422 } from './decoders/native.ts';
import { decompositionsFor, resolutionEnds } from './htj2k-resolutions.ts';
import { plainBytes, rangeOf, sampleCount } from './stored-values.ts';
import type { CodecLoader } from './types.ts';

export interface Htj2kFrame {
  codestream: Uint8Array;
  /** Cumulative bytes that decode resolution 0 (smallest), 1, …; the last is the codestream's length. */
  resolutions: number[];
  /** Smallest and largest stored value. */
  range: [number, number];
}

const explicitBigEndian = '1.2.840.10008.1.2.2';
const rpcl = 2;

/** Whether native frames of this format and byte order can be kept as HTJ2K. */
export function isHtj2kEligible(format: PixelFormat, transferSyntaxUID: string): boolean {
  return transferSyntaxUID !== explicitBigEndian && isFormatEligible(format);
}

/** What OpenJPH codes rightly and the decoder gives back as it lay: one sample of 8 or 16 bits, or three of 8. */
export function isFormatEligible(format: PixelFormat): boolean {
  if (format.kind !== 'integer' || isYbr422(format)) return false;
  if (format.samplesPerPixel === 1) return format.bitsAllocated === 8 || format.bitsAllocated === 16;
  return format.samplesPerPixel === 3 && format.bitsAllocated === 8 && format.planarConfiguration === 0;
}

/**
 * `native`: one frame of little-endian words, exactly as they lie in the file. Undefined where the format isn't
 * eligible, the codestream is not smaller, or decoding it does not give back every byte.
 */
export async function encodeHtj2k(
  codecs: CodecLoader,
  native: Uint8Array,
  format: PixelFormat,
): Promise<Htj2kFrame | undefined> {
  const expected = (sampleCount(format) * format.bitsAllocated) / 8;
  if (!isFormatEligible(format) || native.length !== expected) return undefined;
  const codestream = await codecs.use('openjph', ({ HTJ2KEncoder }) =>
    withHeapObject(new HTJ2KEncoder(), (encoder) => encode(encoder, native, format)),
  );
  if (codestream === undefined) return undefined;
  const resolutions = resolutionEnds(codestream);
  if (resolutions?.length !== decompositionsFor(format) + 1) return undefined;
  if (!sameBytes(await runHtj2kDecoder(codecs, codestream), native)) return undefined;
  return { codestream, resolutions, range: rangeOf(decodeNative(plainBytes(native), format).samples) };
}

/** Undefined where it is not smaller. */
function encode(encoder: Htj2kEncoder, native: Uint8Array, format: PixelFormat): Uint8Array | undefined {
  const source = encoder.getDecodedBuffer({
    width: format.columns,
    height: format.rows,
    bitsPerSample: format.bitsAllocated,
    componentCount: format.samplesPerPixel,
    isSigned: format.bitsAllocated === 16 && format.pixelRepresentation === 1,
    // Of YBR too: without it OpenJPEG decodes what OpenJPH writes of three samples to other pixels.
    isUsingColorTransform: format.samplesPerPixel === 3,
  });
  source.set(native);
  encoder.setQuality(true, 0);
  encoder.setDecompositions(decompositionsFor(format));
  encoder.setProgressionOrder(rpcl);
  encoder.setTLMMarker(true);
  encoder.setTilePartDivisionsAtResolutions(true);
  encoder.encode();
  const codestream = encoder.getEncodedBuffer();
  return codestream.length < native.length ? codestream.slice() : undefined;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  const words = a.byteOffset % 4 === 0 && b.byteOffset % 4 === 0 ? Math.floor(a.length / 4) : 0;
  const aWords = new Uint32Array(a.buffer, words ? a.byteOffset : 0, words);
  const bWords = new Uint32Array(b.buffer, words ? b.byteOffset : 0, words);
  for (let i = 0; i < words; i++) if (aWords[i] !== bWords[i]) return false;
  for (let i = words * 4; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
