/** Which mapping to grey is in force, given what the user chose and what the file says. */
import type { DecodedFrame } from '@pacs/shared/codecs/types';
import type { DisplayLuts } from '@pacs/shared/display/lut';
import { modalityTransform } from '@pacs/shared/display/modality';
import { defaultWindow, fullWindow, type KnownRange, type Voi as AppliedVoi } from '@pacs/shared/display/voi';
import type { DisplayFacts } from '@pacs/shared/manifest';
import type { FrameEntry } from './frame-table.ts';
import type { Voi } from './presets.ts';

/**
 * Smallest and largest modality value of the whole stack; undefined where not every frame's own are known, or a table
 * stands between stored and modality values.
 */
export function stackRange(frames: readonly FrameEntry[]): [number, number] | undefined {
  let low = Infinity;
  let high = -Infinity;
  for (const { facts } of frames) {
    const { display, ref } = facts;
    if (ref?.range === undefined || display === undefined || display.modalityLut !== undefined)
      return undefined;
    const toModality = modalityTransform(display);
    const ends = [toModality(ref.range[0]), toModality(ref.range[1])] as const;
    low = Math.min(low, ...ends);
    high = Math.max(high, ...ends);
  }
  return low <= high ? [low, high] : undefined;
}

export function appliedVoi(
  chosen: Voi | undefined,
  display: DisplayFacts,
  frame: DecodedFrame,
  luts: DisplayLuts,
  range: KnownRange,
): AppliedVoi {
  switch (chosen?.kind) {
    case 'window': {
      const { center, width } = chosen;
      // A window that the file doesn't speak of is meant as it reads.
      const voiFunction = display.windows.length > 0 ? display.voiLutFunction : 'LINEAR_EXACT';
      return { kind: 'window', center, width, function: chosen.function ?? voiFunction };
    }
    case 'lut':
      if (luts.voi?.[chosen.lut] !== undefined) return { kind: 'lut', index: chosen.lut };
      return defaultWindow(display, frame, { luts, range });
    case 'auto':
      return fullWindow(display, frame, luts, range);
    case undefined:
      return defaultWindow(display, frame, { luts, range });
  }
}
