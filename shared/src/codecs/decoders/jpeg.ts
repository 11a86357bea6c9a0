/**
 * The JPEG family (PS3.5 8.2.1, 8.2.3): the codestream's own frame header chooses the decoder, because stored
 * transfer syntaxes are sometimes wrong about it; its size and samples must be those of the image.
 */
import type { PixelFormat } from '../../manifest.ts';
import { readJpegHeader, type JpegHeader } from '../jpeg-header.ts';
import { DecodeError, type CodecLoader, type DecodedFrame } from '../types.ts';
import { decodeJpeg8 } from './jpeg-8-bit.ts';
import { decodeJpeg12 } from './jpeg-12-bit.ts';
import { decodeJpegLossless } from './jpeg-lossless.ts';
import { decodeJpegLs } from './jpeg-ls.ts';

export async function decodeJpeg(
  codecs: CodecLoader,
  bytes: Uint8Array,
  format: PixelFormat,
): Promise<DecodedFrame> {
  const header = readJpegHeader(bytes);
  if (!header) throw new DecodeError('damaged');
  requireSameImage(header, format);
  switch (header.frameMarker) {
    case 0xc0:
    case 0xc1:
    case 0xc2:
      if (header.precision === 8) return decodeJpeg8(codecs, bytes, format, header);
      if (header.precision === 12) return decodeJpeg12(codecs, bytes, format);
      break;
    case 0xc3:
      return decodeJpegLossless(bytes, format, header);
    case 0xf7:
      return decodeJpegLs(codecs, bytes, format, header);
  }
  throw new DecodeError('unsupported-syntax');
}

function requireSameImage(header: JpegHeader, format: PixelFormat): void {
  const same =
    header.rows === format.rows &&
    header.columns === format.columns &&
    header.components.length === format.samplesPerPixel &&
    header.precision <= format.bitsAllocated;
  if (!same || format.kind !== 'integer') throw new DecodeError('size-mismatch');
}
