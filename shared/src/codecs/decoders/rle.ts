/** RLE lossless (PS3.5 annex G): byte planes, most significant byte of each sample first, in PackBits. */
import type { PixelFormat } from '../../manifest.ts';
import { sampleCount, wordBytes } from '../stored-values.ts';
import { DecodeError, type DecodedFrame } from '../types.ts';
import { decodeNative } from './native.ts';

const headerBytes = 64;
const maxSegments = 15;

/** Damaged where the header contradicts the format or a segment ends before its plane is full. */
export function decodeRle(bytes: Uint8Array, format: PixelFormat): DecodedFrame {
  if (format.kind !== 'integer' || format.bitsAllocated > 32) throw new DecodeError('unsupported-syntax');
  const packed = format.bitsAllocated === 1;
  const size = wordBytes(format);
  const segments = segmentsOf(bytes);
  if (segments.length !== size * format.samplesPerPixel) throw new DecodeError('size-mismatch');

  const pixels = format.rows * format.columns;
  const planeBytes = packed ? Math.ceil(pixels / 8) : pixels;
  const stride = size * format.samplesPerPixel;
  const words = new Uint8Array(packed ? planeBytes * format.samplesPerPixel : sampleCount(format) * size);
  segments.forEach((segment, index) => {
    const sample = Math.floor(index / size);
    const significance = size - 1 - (index % size);
    unpackSegment(segment, words, { at: sample * size + significance, stride, count: planeBytes });
  });
  const asWords = packed ? {} : { bitsAllocated: size * 8 };
  return decodeNative(words, {
    ...format,
    ...asWords,
    planarConfiguration: 0,
    photometricInterpretation: whole(format),
  });
}

/** Chroma is not sub-sampled in RLE, whatever the header says. */
function whole(format: PixelFormat): string {
  return format.photometricInterpretation.replace('YBR_FULL_422', 'YBR_FULL');
}

function segmentsOf(bytes: Uint8Array): Uint8Array[] {
  if (bytes.length < headerBytes) throw new DecodeError('damaged');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint32(0, true);
  if (count < 1 || count > maxSegments) throw new DecodeError('damaged');
  const starts = Array.from({ length: count }, (_, i) => view.getUint32(4 + 4 * i, true));
  return starts.map((start, i) => {
    const end = starts[i + 1] ?? bytes.length;
    if (start < headerBytes || end < start || end > bytes.length) throw new DecodeError('damaged');
    return bytes.subarray(start, end);
  });
}

/** Writes `count` bytes, every `stride`-th from `at`. */
function unpackSegment(
  segment: Uint8Array,
  into: Uint8Array,
  { at, stride, count }: { at: number; stride: number; count: number },
): void {
  let to = at;
  let left = count;
  let from = 0;
  while (left > 0) {
    const control = segment[from++];
    if (control === undefined) throw new DecodeError('damaged');
    if (control === 128) continue;
    const run = Math.min(left, control < 128 ? control + 1 : 257 - control);
    left -= run;
    if (control < 128) {
      if (from + run > segment.length) throw new DecodeError('damaged');
      for (let i = 0; i < run; i++, to += stride) into[to] = segment[from + i]!;
      from += control + 1;
    } else {
      const value = segment[from++];
      if (value === undefined) throw new DecodeError('damaged');
      for (let i = 0; i < run; i++, to += stride) into[to] = value;
    }
  }
}
