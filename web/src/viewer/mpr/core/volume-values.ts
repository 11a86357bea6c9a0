/** Which values a volume holds and how its cuts are to be displayed. */
import { paddingRange } from '@pacs/shared/display/modality';
import type { DisplayFacts } from '@pacs/shared/manifest';
import type { FrameFacts } from '../../core/facts.ts';
import { outsideInt16 } from './reslice.ts';

/** How the stored values of one slice come into the volume. */
export interface SliceValues {
  /** What turns them into the volume's; absent: they are. */
  rescale?: { slope: number; intercept: number };
  /** Stored values from here to there are no image: holes in the volume. */
  padding?: readonly [number, number];
}

export interface VolumeValues {
  /** Whole stored values, or real ones where those don't fit or slices differ in scale. */
  kind: 'int16' | 'float32';
  /** By position in the stack. */
  slices: readonly SliceValues[];
  /** Of a cut: the first slice's facts without what belongs to single images. */
  display: DisplayFacts;
}

export function volumeValues(frames: readonly FrameFacts[]): VolumeValues | undefined {
  const [first] = frames;
  if (first?.display === undefined || first.format === undefined) return undefined;
  const {
    overlays: _,
    shutter: __,
    pixelPaddingValue: ___,
    pixelPaddingRangeLimit: ____,
    ...display
  } = first.display;
  const scaleOf = ({ display: facts }: FrameFacts) => ({
    slope: facts?.rescaleSlope ?? 1,
    intercept: facts?.rescaleIntercept ?? 0,
  });
  const usual = scaleOf(first);
  const isOneScale = frames.every((frame) => {
    const { slope, intercept } = scaleOf(frame);
    return slope === usual.slope && intercept === usual.intercept;
  });
  const slices = frames.map((frame): SliceValues => {
    const padding = frame.display && paddingRange(frame.display);
    return { ...(!isOneScale && { rescale: scaleOf(frame) }), ...(padding && { padding }) };
  });
  if (isOneScale && frames.every(fitsInt16))
    return {
      kind: 'int16',
      slices,
      display: { ...display, overlays: [], pixelPaddingValue: outsideInt16 },
    };
  const { rescaleSlope, rescaleIntercept, ...unscaled } = display;
  return {
    kind: 'float32',
    slices,
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

function fitsInt16({ format }: FrameFacts): boolean {
  if (format?.kind !== 'integer') return false;
  return format.bitsStored <= (format.pixelRepresentation === 1 ? 16 : 15);
}
