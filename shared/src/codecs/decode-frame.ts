/** One frame from its stored bytes to stored values, whatever its transfer syntax. */
import type { PixelFormat } from '../manifest.ts';
import { decodeDeflated } from './decoders/deflated.ts';
import { decodeOwnHtj2k } from './decoders/htj2k.ts';
import { decodeJpeg } from './decoders/jpeg.ts';
import { decodeJpeg2000 } from './decoders/jpeg-2000.ts';
import { decodeNative } from './decoders/native.ts';
import { plainBytes } from './stored-values.ts';
import { decodeRle } from './decoders/rle.ts';
import { DecodeError, type CodecLoader, type DecodedFrame, type FrameToDecode } from './types.ts';

type FrameCodec = (codecs: CodecLoader, frame: FrameToDecode) => DecodedFrame | Promise<DecodedFrame>;

const nativeLittleEndian: FrameCodec = (_codecs, { bytes, format, bitOffset }) =>
  decodeNative(bytes, format, bitOffset === undefined ? {} : { bitOffset });
const nativeBigEndian: FrameCodec = (_codecs, { bytes, format, bitOffset }) =>
  decodeNative(bytes, format, { bigEndian: true, ...(bitOffset === undefined ? {} : { bitOffset }) });
const jpeg: FrameCodec = (codecs, { bytes, format }) => decodeJpeg(codecs, bytes, format);
const jpeg2000: FrameCodec = (codecs, { bytes, format }) => decodeJpeg2000(codecs, bytes, format);

/** PS3.6 annex A table A-1; video (MPEG-2, MPEG-4, HEVC), JPIP, JPEG XL and SMPTE are not here: unsupported. */
const codecOfTransferSyntax = new Map<string, FrameCodec>(
  Object.entries({
    '1.2.840.10008.1.2': nativeLittleEndian,
    '1.2.840.10008.1.2.1': nativeLittleEndian,
    '1.2.840.10008.1.2.1.99': nativeLittleEndian,
    '1.2.840.10008.1.2.2': nativeBigEndian,
    /** GE's private syntax: a little-endian header before big-endian pixels. */
    '1.2.840.113619.5.2': nativeBigEndian,
    '1.2.840.10008.1.2.5': (_codecs, { bytes, format }) => decodeRle(bytes, format),
    '1.2.840.10008.1.2.8.1': (_codecs, { bytes, format }) => decodeDeflated(bytes, format),
    '1.2.840.10008.1.2.4.50': jpeg,
    '1.2.840.10008.1.2.4.51': jpeg,
    '1.2.840.10008.1.2.4.53': jpeg,
    '1.2.840.10008.1.2.4.55': jpeg,
    '1.2.840.10008.1.2.4.57': jpeg,
    '1.2.840.10008.1.2.4.70': jpeg,
    '1.2.840.10008.1.2.4.80': jpeg,
    '1.2.840.10008.1.2.4.81': jpeg,
    '1.2.840.10008.1.2.4.90': jpeg2000,
    '1.2.840.10008.1.2.4.91': jpeg2000,
    '1.2.840.10008.1.2.4.201': jpeg2000,
    '1.2.840.10008.1.2.4.202': jpeg2000,
    '1.2.840.10008.1.2.4.203': jpeg2000,
  } satisfies Record<string, FrameCodec>),
);

/** Whether `decodeFrame` knows the transfer syntax at all; a frame may still use a part that it doesn't. */
export function canDecode(transferSyntaxUID: string): boolean {
  return codecOfTransferSyntax.has(transferSyntaxUID);
}

/**
 * Throws DecodeError, and nothing else: `unsupported-syntax`, `size-mismatch` (the bytes' own header or their
 * number contradicts the format), `damaged`, `codec-unavailable`. The frame's bytes are left as they are.
 * A damaged HTJ2K codestream can decode to a wrong picture: check the frame's CRC before.
 */
export async function decodeFrame(codecs: CodecLoader, frame: FrameToDecode): Promise<DecodedFrame> {
  requireSensible(frame.format);
  const codec =
    frame.coding === 'htj2k' ? decodeOwnHtj2k : codecOfTransferSyntax.get(frame.transferSyntaxUID);
  if (!codec) throw new DecodeError('unsupported-syntax');
  try {
    return await codec(codecs, { ...frame, bytes: plainBytes(frame.bytes) });
  } catch (cause) {
    if (cause instanceof DecodeError) throw cause;
    throw new DecodeError('damaged', { cause });
  }
}

function requireSensible(format: PixelFormat): void {
  if (format.kind === 'integer' && format.bitsStored > format.bitsAllocated)
    throw new DecodeError('size-mismatch');
}
