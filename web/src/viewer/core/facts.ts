/** Looking things up in a study's index. */
import { crc32c } from '@pacs/shared/crc32c';
import { isLarge } from '@pacs/shared/display/halves';
import type { DisplayFacts, FrameRef, IndexInstance, PixelFormat, StudyIndex } from '@pacs/shared/manifest';
import type { FrameAddress } from './frame-source.ts';

export interface FrameFacts {
  address: FrameAddress;
  instance: IndexInstance;
  ref: FrameRef | undefined;
  format: PixelFormat | undefined;
  display: DisplayFacts | undefined;
  position: readonly [number, number, number] | undefined;
}

/** Throws where the index contradicts itself. */
export function frameFacts(index: StudyIndex, address: FrameAddress): FrameFacts {
  const instance = index.instances[address[0]];
  if (instance === undefined) throw new Error('index: no such instance');
  const ref = instance.frames[address[1]];
  const displayOrdinal = ref?.display ?? instance.display;
  return {
    address,
    instance,
    ref,
    format: instance.format === undefined ? undefined : index.formats[instance.format],
    display: displayOrdinal === undefined ? undefined : index.displays[displayOrdinal],
    position: ref?.position ?? instance.position,
  };
}

/** Cut or changed leading bytes decode to a wrong preview without an error. */
export const isSoundLead = (ref: FrameRef, lead: Uint8Array): boolean =>
  lead.length === ref.leadBytes && (ref.leadCrc === undefined || crc32c(lead) === ref.leadCrc);

export const frameBytes = (ref: FrameRef): number => ref.leadBytes + ref.restBytes;

/** A half, a half of that, and so on come to a third of the whole. */
const withHalvesShare = 4 / 3;

/** Bytes that a frame's stored values take once decoded, with its halves. */
export function decodedBytes(format: PixelFormat): number {
  const perSample = format.bitsAllocated <= 8 ? 1 : Math.ceil(format.bitsAllocated / 16) * 2;
  const bytes = format.rows * format.columns * format.samplesPerPixel * perSample;
  return isLarge(format) ? bytes * withHalvesShare : bytes;
}

export const isMonochrome = (format: PixelFormat | undefined): boolean =>
  format?.photometricInterpretation.startsWith('MONOCHROME') ?? false;

/** Width and height of one pixel on the screen, in any unit: the patient's millimetres, else the stated ratio (PS3.3 C.7.6.3.1.7). */
export function pixelShape(display: DisplayFacts | undefined): { width: number; height: number } {
  const spacing =
    display?.pixelSpacing ??
    display?.imagerPixelSpacing ??
    display?.nominalScannedPixelSpacing ??
    display?.pixelAspectRatio;
  const [height, width] = spacing ?? [1, 1];
  return height > 0 && width > 0 ? { width, height } : { width: 1, height: 1 };
}
