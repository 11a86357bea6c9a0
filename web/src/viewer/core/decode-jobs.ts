/** What to hand to the decoder for a frame whole, for its preview, or for a thumbnail. */
import type { FrameToDecode } from '@pacs/shared/codecs/types';
import { paddingRange } from '@pacs/shared/display/modality';
import type { FrameRef } from '@pacs/shared/manifest';
import type { FrameFacts } from './facts.ts';

/** Thumbnails are made from about this many pixels a side. */
const thumbnailSide = 96;

interface Resolution {
  skipResolutions: number;
  /** Leading bytes that hold it. */
  bytes: number;
}

/** Smallest first; empty where a frame can only be decoded whole (all but our HTJ2K). */
const resolutions = (ref: FrameRef): Resolution[] =>
  ref.coding === 'htj2k'
    ? ref.resolutions.map((bytes, level) => ({ bytes, skipResolutions: ref.resolutions.length - 1 - level }))
    : [];

export function wholeFrame(
  { instance, ref, format, display }: FrameFacts,
  bytes: Uint8Array,
): FrameToDecode | undefined {
  if (ref === undefined || format === undefined) return undefined;
  const { coding, bitOffset } = ref;
  const padding = display && paddingRange(display);
  return {
    bytes,
    coding,
    transferSyntaxUID: instance.transferSyntaxUID,
    format,
    bitOffset,
    ...(padding && { padding }),
  };
}

function reduced(facts: FrameFacts, held: Uint8Array, { bytes, skipResolutions }: Resolution) {
  const frame = wholeFrame(facts, held.subarray(0, bytes));
  if (frame === undefined) return undefined;
  const range = facts.ref?.range;
  return range === undefined ? { ...frame, skipResolutions } : { ...frame, skipResolutions, range };
}

/** The largest picture, short of the whole one, that the leading bytes hold. */
export function previewFrame(facts: FrameFacts, held: Uint8Array): FrameToDecode | undefined {
  if (facts.ref === undefined) return undefined;
  const best = resolutions(facts.ref)
    .filter(({ bytes, skipResolutions }) => skipResolutions > 0 && bytes <= held.length)
    .at(-1);
  return best && reduced(facts, held, best);
}

/** The smallest picture that makes a thumbnail, else the largest at hand. `isWhole`: no byte is missing. */
export function thumbnailFrame(
  facts: FrameFacts,
  held: Uint8Array,
  isWhole: boolean,
): FrameToDecode | undefined {
  const { ref, format } = facts;
  if (ref === undefined || format === undefined) return undefined;
  const atHand = resolutions(ref).filter(({ bytes }) => bytes <= held.length);
  const side = ({ skipResolutions }: Resolution) =>
    Math.max(format.rows, format.columns) / 2 ** skipResolutions;
  const chosen = atHand.find((resolution) => side(resolution) >= thumbnailSide) ?? atHand.at(-1);
  if (chosen !== undefined) return reduced(facts, held, chosen);
  return isWhole ? wholeFrame(facts, held) : undefined;
}
