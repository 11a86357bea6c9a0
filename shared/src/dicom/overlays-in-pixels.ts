/**
 * Overlay planes in unused bits of native pixels (PS3.5 8.1.2; retired, still met in old CT and ultrasound). They become
 * planes like any other, so that whatever codes or shows the image need not know that they were there.
 */
import type { PixelFormat } from '../manifest.ts';
import type { DicomHeader, RawDisplay, SplitInstance } from './types.ts';

type Overlay = RawDisplay['overlays'][number];

const explicitBigEndian = '1.2.840.10008.1.2.2';

/**
 * The header with those planes as data of its overlays; planes without a set bit, or without bits at all, are dropped;
 * what could not be looked at is said by `unreadOverlays`.
 */
export function separatePixelOverlays(header: DicomHeader, split: SplitInstance | undefined): DicomHeader {
  const { display, format } = header;
  if (!display?.overlays.some(({ bitPosition }) => bitPosition !== undefined)) return header;
  const frames = split === undefined || format === undefined ? [] : nativeFrames(header, split);
  const bigEndian = header.transferSyntaxUID === explicitBigEndian;
  const read = display.overlays.filter(
    ({ bitPosition }) => bitPosition === undefined || (format && isReadable(frames, format, bitPosition)),
  );
  const overlays = read.flatMap((overlay) => {
    if (overlay.bitPosition === undefined) return [overlay];
    const plane = format && planeOf(frames, format, overlay.bitPosition, bigEndian);
    return plane === undefined ? [] : [withPlane(overlay, plane, frames.length)];
  });
  const replaced = <T extends { overlays: Overlay[] }>(facts: T): T => ({ ...facts, overlays });
  return {
    ...header,
    display: replaced(display),
    ...(read.length < display.overlays.length && { unreadOverlays: true }),
    frames: header.frames.map((frame) =>
      frame.display === undefined ? frame : { ...frame, display: replaced(frame.display) },
    ),
  };
}

/** Encapsulated frames have no unused bits (PS3.5 8.1.2). */
function nativeFrames(header: DicomHeader, split: SplitInstance): Uint8Array[] {
  if (header.pixelData?.encapsulated !== false) return [];
  if (split.standalone !== undefined) return split.standalone;
  return split.frames.flatMap(({ payloads: [first] }) => {
    const bytes = first === undefined ? undefined : split.payloads[first];
    return bytes === undefined ? [] : [bytes];
  });
}

const withPlane = (
  { bitPosition: _, ...overlay }: Overlay,
  { rows, columns, data }: { rows: number; columns: number; data: Uint8Array },
  numberOfFrames: number,
): Overlay => ({ ...overlay, rows, columns, origin: [1, 1], frameOrigin: 1, numberOfFrames, data });

/** Not where the bit belongs to the image, or a frame is not whole. */
function isReadable(frames: readonly Uint8Array[], format: PixelFormat, bitPosition: number): boolean {
  const { rows, columns, bitsAllocated, bitsStored, highBit, samplesPerPixel } = format;
  const isImageBit = bitPosition <= highBit && bitPosition > highBit - bitsStored;
  if (samplesPerPixel !== 1 || isImageBit || bitPosition >= bitsAllocated) return false;
  if (bitsAllocated !== 8 && bitsAllocated !== 16 && bitsAllocated !== 32) return false;
  const frameBytes = (rows * columns * bitsAllocated) / 8;
  // Room is made for what is there, not for what the header says.
  return frames.length > 0 && frames.every((bytes) => bytes.length >= frameBytes);
}

/** One bit a pixel of all frames, least significant first; undefined where none is set. */
function planeOf(
  frames: readonly Uint8Array[],
  format: PixelFormat,
  bitPosition: number,
  bigEndian: boolean,
): { rows: number; columns: number; data: Uint8Array } | undefined {
  const { rows, columns, bitsAllocated } = format;
  const wordBytes = bitsAllocated / 8;
  const byteInWord = bigEndian ? wordBytes - 1 - (bitPosition >> 3) : bitPosition >> 3;
  const mask = 1 << (bitPosition & 7);
  const count = rows * columns;
  const data = new Uint8Array(Math.ceil((count * frames.length) / 8));
  let isAnySet = false;
  for (const [number, bytes] of frames.entries()) {
    for (
      let pixel = 0, at = byteInWord, bit = number * count;
      pixel < count;
      pixel++, at += wordBytes, bit++
    ) {
      if (((bytes[at] ?? 0) & mask) === 0) continue;
      data[bit >> 3] = (data[bit >> 3] ?? 0) | (1 << (bit & 7));
      isAnySet = true;
    }
  }
  return isAnySet ? { rows, columns, data } : undefined;
}
