import type { StudyIndex } from '@pacs/shared/manifest';
import type { Thumbnailer } from './codec-port.ts';
import { type FrameBytes, readFrame } from './opening.ts';

/**
 * The middle of the first stack that is no dose page, if this bundle brought it; while there is no thumbnail
 * yet, the nearest to the middle that it brought. undefined: leave the study's thumbnail as it is.
 */
export async function chooseThumbnail(
  index: StudyIndex,
  firstNewPack: number,
  hasThumbnail: boolean,
  source: FrameBytes,
  thumbnailer: Thumbnailer,
): Promise<Uint8Array | undefined> {
  const stack = index.stacks.find(({ role }) => role !== 'dose');
  if (!stack) return undefined;
  const middle = Math.floor(stack.frames.length / 2);
  const [nearest] = stack.frames
    .map(([instance, frame], at) => ({ instance, frame, distance: Math.abs(at - middle) }))
    .filter(({ instance, frame }) => {
      const candidate = index.instances[instance];
      return (candidate?.frames[frame]?.pack ?? -1) >= firstNewPack && candidate?.unshowable === undefined;
    })
    .sort((a, b) => a.distance - b.distance);
  if (!nearest || (hasThumbnail && nearest.distance > 0)) return undefined;
  const instance = index.instances[nearest.instance];
  const ref = instance?.frames[nearest.frame];
  const format = index.formats[instance?.format ?? -1];
  if (!instance || !ref || !format) return undefined;
  const display = index.displays[ref.display ?? instance.display ?? -1];
  return thumbnailer.render({
    bytes: await readFrame(ref, ref.leadBytes + ref.restBytes, source),
    coding: ref.coding,
    transferSyntaxUID: instance.transferSyntaxUID,
    format,
    bitOffset: ref.bitOffset,
    display,
    blob: ({ pack, at, bytes }) => source.read(pack, at, bytes),
  });
}
