import { renumberDisplay } from '@pacs/shared/dicom/place-display';
import type { PackedFrame, PackedInstance } from './packed-instance.ts';

/** Packs are numbered by their bundle until they count: then they follow `packBase` others. */
export function placeInstance(instance: PackedInstance, packBase: number): PackedInstance {
  const moved = (facts: PackedInstance['display']) =>
    facts && renumberDisplay(facts, (pack) => pack + packBase);
  const frame = ({ display: facts, thumbnail, ...ref }: PackedFrame): PackedFrame => {
    const display = moved(facts);
    return {
      ...ref,
      pack: ref.pack + packBase,
      ...(display && { display }),
      ...(thumbnail && { thumbnail: { ...thumbnail, pack: thumbnail.pack + packBase } }),
    };
  };
  const { display: facts, ...rest } = instance;
  const display = moved(facts);
  return {
    ...rest,
    pack: instance.pack + packBase,
    ...(display && { display }),
    frames: instance.frames.map(frame),
  };
}
