/** Which values a volume holds and how its cuts are to be displayed. */
import type { DisplayFacts } from '@pacs/shared/manifest';
import type { FrameFacts } from '../../core/facts.ts';
import { outsideInt16 } from './reslice.ts';

export interface VolumeValues {
  /** Whole stored values, or real ones where those don't fit or slices differ in scale. */
  kind: 'int16' | 'float32';
  /** By position in the stack: what turns its stored values into the volume's; absent: they are. */
  rescale: readonly ({ slope: number; intercept: number } | undefined)[];
  /** Of a cut: the first slice's facts without what belongs to single images. */
  display: DisplayFacts;
}

export function volumeValues(frames: readonly FrameFacts[]): VolumeValues | undefined {
  const [first] = frames;
  if (first?.display === undefined || first.format === undefined) return undefined;
  const { overlays: _, shutter: __, pixelPaddingRangeLimit: ___, ...display } = first.display;
  const scaleOf = ({ display: facts }: FrameFacts) => ({
    slope: facts?.rescaleSlope ?? 1,
    intercept: facts?.rescaleIntercept ?? 0,
  });
  const usual = scaleOf(first);
  const isOneScale = frames.every((frame) => {
    const { slope, intercept } = scaleOf(frame);
    return slope === usual.slope && intercept === usual.intercept;
  });
  const { kind, pixelRepresentation, bitsStored } = first.format;
  const isInt16 =
    kind === 'integer' && (pixelRepresentation === 1 ? bitsStored <= 16 : bitsStored <= 15) && isOneScale;
  if (isInt16)
    return {
      kind: 'int16',
      rescale: frames.map(() => undefined),
      display: { ...display, overlays: [], pixelPaddingValue: outsideInt16 },
    };
  const { rescaleSlope, rescaleIntercept, pixelPaddingValue: ____, ...unscaled } = display;
  return {
    kind: 'float32',
    rescale: frames.map((frame) => (isOneScale ? undefined : scaleOf(frame))),
    display: isOneScale
      ? {
          ...unscaled,
          ...(rescaleSlope !== undefined && { rescaleSlope }),
          ...(rescaleIntercept !== undefined && { rescaleIntercept }),
          overlays: [],
        }
      : { ...unscaled, overlays: [] },
  };
}
