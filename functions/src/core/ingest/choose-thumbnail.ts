import { nativeFrameBytes } from '@pacs/shared/codecs/decoders/native';
import { limits } from '@pacs/shared/limits';
import type { BlobRef, PixelFormat, StudyIndex } from '@pacs/shared/manifest';
import type { Thumbnailer } from './codec-port.ts';
import { type FrameBytes, readFrame } from './opening.ts';

/**
 * The middle of the first stack that is no dose page and has a picture, if this bundle brought it; while there is
 * no thumbnail of that stack, the nearest to the middle that it brought. undefined: leave the thumbnail as it is.
 */
export async function chooseThumbnail(
  index: StudyIndex,
  firstNewPack: number,
  hasThumbnail: boolean,
  source: FrameBytes,
  thumbnailer: Thumbnailer,
): Promise<Uint8Array | undefined> {
  const isShowable = ([instance, frame]: readonly [number, number]) =>
    index.instances[instance]?.frames[frame] !== undefined &&
    index.instances[instance].unshowable === undefined;
  const isNew = ([instance, frame]: readonly [number, number]) =>
    (index.instances[instance]?.frames[frame]?.pack ?? -1) >= firstNewPack;
  const stack = index.stacks.find(({ role, frames }) => role !== 'dose' && frames.some(isShowable));
  if (!stack) return undefined;
  // Until now it showed another stack: a localizer, or a capture.
  const isOfStack = hasThumbnail && !stack.frames.filter(isShowable).every(isNew);
  const middle = Math.floor(stack.frames.length / 2);
  const [nearest] = stack.frames
    .map(([instance, frame], at) => ({ instance, frame, distance: Math.abs(at - middle) }))
    .filter(({ instance, frame }) => isShowable([instance, frame]) && isNew([instance, frame]))
    .sort((a, b) => a.distance - b.distance);
  if (!nearest || (isOfStack && nearest.distance > 0)) return undefined;
  const instance = index.instances[nearest.instance];
  const ref = instance?.frames[nearest.frame];
  const format = index.formats[instance?.format ?? -1];
  if (!instance || !ref || !format || !isDrawn(format, ref.leadBytes + ref.restBytes)) return undefined;
  const display = index.displays[ref.display ?? instance.display ?? -1];
  const frameSource = {
    bytes: await readFrame(ref, ref.leadBytes + ref.restBytes, source),
    coding: ref.coding,
    transferSyntaxUID: instance.transferSyntaxUID,
    format,
    bitOffset: ref.bitOffset,
    resolutions: ref.resolutions,
    range: ref.range,
    display,
    blob: ({ pack, at, bytes }: BlobRef) => source.read(pack, at, bytes),
  };
  return thumbnailer.render(frameSource, {
    side: limits.thumbnailSide,
    maxBytes: limits.thumbnailMaxBytes,
  });
}

/** Asked before the frame is copied. */
export const isDrawn = (format: PixelFormat, storedBytes: number): boolean =>
  Math.max(nativeFrameBytes(format), storedBytes) <= limits.thumbnailFrameMaxBytes;
