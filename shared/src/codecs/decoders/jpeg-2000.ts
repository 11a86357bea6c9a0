/**
 * JPEG 2000 and its high-throughput form (…4.90, …4.91, …4.201–203): the codestream's own header tells which,
 * its size and precision must be those of the image, and its colour transform decides the colour.
 */
import type { PixelFormat } from '../../manifest.ts';
import { readJ2kHeader, type J2kHeader } from '../j2k-header.ts';
import { isWholeCodestream } from '../j2k-tiles.ts';
import { storedValues, wordsOf } from '../stored-values.ts';
import { DecodeError, type CodecLoader, type DecodedFrame } from '../types.ts';
import { runDcmjsDecoder } from './dcmjs-native.ts';
import { requireBytes, runDecoder, withHeapObject } from './heap.ts';
import { runHtj2kDecoder } from './htj2k.ts';

export async function decodeJpeg2000(
  codecs: CodecLoader,
  bytes: Uint8Array,
  format: PixelFormat,
): Promise<DecodedFrame> {
  const header = readJ2kHeader(bytes);
  if (!header) throw new DecodeError('damaged');
  const bits = requireSameImage(header, format);
  const { rows, columns, samplesPerPixel } = format;
  const size = bits <= 8 ? 1 : 2;
  if (!isWholeCodestream(bytes.subarray(header.start))) throw new DecodeError('damaged');
  const { codestream, bias } = unsignedBytes(bytes.subarray(header.start), header, bits);
  const decoded = await run(codecs, codestream, header, format, bits);
  requireBytes(decoded, rows * columns * samplesPerPixel * size);
  if (bias) for (let i = 0; i < decoded.length; i++) decoded[i] = decoded[i]! - bias;
  return {
    samples: storedValues(wordsOf(decoded, size), {
      signed: format.pixelRepresentation === 1,
      bits: meaningfulBits(header, format, bits),
    }),
    rows,
    columns,
    samplesPerPixel,
    photometricInterpretation: colourOf(header, format),
  };
}

/** Precision of the codestream, which all its components share. */
function requireSameImage(header: J2kHeader, format: PixelFormat): number {
  const bits = header.components[0]?.bits ?? 0;
  const same =
    header.rows === format.rows &&
    header.columns === format.columns &&
    header.components.length === format.samplesPerPixel &&
    bits >= 1 &&
    bits <= format.bitsAllocated;
  if (!same || format.kind !== 'integer') throw new DecodeError('size-mismatch');
  const alike = header.components.every((component) => component.bits === bits);
  if (!alike || bits > 16) throw new DecodeError('unsupported-syntax');
  return bits;
}

/**
 * Both small decoders clamp 8-bit samples to 0…255. A signed codestream differs from an unsigned one by a
 * level shift only (T.800 G.1), so it is decoded as unsigned, and the shift taken off afterwards.
 */
function unsignedBytes(codestream: Uint8Array, header: J2kHeader, bits: number) {
  const bias = bits <= 8 && header.components[0]!.signed ? 1 << (bits - 1) : 0;
  if (!bias) return { codestream, bias };
  const patched = codestream.slice();
  for (const at of header.ssizAt) patched[at - header.start]! &= 0x7f;
  return { codestream: patched, bias };
}

async function run(
  codecs: CodecLoader,
  codestream: Uint8Array,
  header: J2kHeader,
  format: PixelFormat,
  bits: number,
): Promise<Uint8Array> {
  if (header.highThroughput) return runHtj2kDecoder(codecs, codestream);
  const plain = header.components.length === 1 || (header.components.length === 3 && bits <= 8);
  if (header.offset || !plain) {
    return codecs.use('dcmjsCodecs', (native) =>
      runDcmjsDecoder(native, 'DecodeJpeg2000', codestream, format),
    );
  }
  const { bytes } = await codecs.use('openjpeg', ({ J2KDecoder }) =>
    withHeapObject(new J2KDecoder(), (decoder) => runDecoder(decoder, codestream)),
  );
  return bytes;
}

/**
 * An unsigned codestream in an image said to be signed holds two's complement in the codestream's precision,
 * which may be less than BitsStored.
 */
function meaningfulBits(header: J2kHeader, format: PixelFormat, bits: number): number {
  if (format.pixelRepresentation === 1 && !header.components[0]!.signed)
    return Math.min(bits, format.bitsStored);
  return Math.min(format.bitsStored, bits <= 8 ? 8 : 16);
}

/** PS3.5 8.2.4: with the codestream's transform undone, and with sub-sampled chroma converted, it is RGB. */
function colourOf(header: J2kHeader, format: PixelFormat): string {
  const { photometricInterpretation } = format;
  if (format.samplesPerPixel !== 3) return photometricInterpretation;
  const converted = header.colourTransform || header.components[1]!.subsampled;
  if (converted || /^YBR_(RCT|ICT)$/.test(photometricInterpretation)) return 'RGB';
  return photometricInterpretation.replace('YBR_FULL_422', 'YBR_FULL');
}
