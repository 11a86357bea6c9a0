/** What is painted of a cut, and the mapping to grey of a volume. */
import type { DisplayLuts } from '@pacs/shared/display/lut';
import { modalityTransform } from '@pacs/shared/display/modality';
import { windowOver, type Voi } from '@pacs/shared/display/voi';
import type { DisplayFacts } from '@pacs/shared/manifest';
import type { Painting } from '../../core/render-part.ts';
import type { Voi as ChosenVoi } from '../../core/presets.ts';
import { appliedVoi } from '../../core/voi.ts';
import type { Plane } from './plane.ts';

export interface Cut {
  /** The fine plane, or a coarse one over the same ground. */
  plane: Pick<Plane, 'rows' | 'columns'>;
  samples: Int16Array | Float32Array;
}

interface PlaneLook {
  display: DisplayFacts;
  luts: DisplayLuts;
  voi: Voi;
  invert: boolean;
  photometricInterpretation: string;
}

/** `fine`: the plane at rest, whose whole ground a coarse cut covers, too. */
export function planePainting(
  { plane: { rows, columns }, samples }: Cut,
  fine: { rows: number; columns: number },
  { photometricInterpretation, ...look }: PlaneLook,
): Painting {
  return {
    ...look,
    decoded: { samples, rows, columns, samplesPerPixel: 1, photometricInterpretation },
    planes: [],
    // Of the volume's values, whatever the file's are stored in: unsigned ones of 15 bits have room in it.
    bitsStored: 16,
    fullSize: { rows: fine.rows, columns: fine.columns },
  };
}

/** `range`: the volume's smallest and largest value; undefined where it is nothing but padding. */
export function volumeVoi(
  chosen: ChosenVoi | undefined,
  { pixelPaddingValue: _, ...display }: DisplayFacts,
  luts: DisplayLuts,
  range: readonly [number, number] = [0, 1],
): Voi {
  const stack = modalityEnds(range, display, luts);
  const nothing = { samples: new Int16Array(1), rows: 1, columns: 1, samplesPerPixel: 1 };
  const frame = { ...nothing, photometricInterpretation: 'MONOCHROME2' };
  return chosen?.kind === 'auto' ? windowOver(stack) : appliedVoi(chosen, display, frame, luts, { stack });
}

function modalityEnds(
  [low, high]: readonly [number, number],
  display: DisplayFacts,
  luts: DisplayLuts,
): [number, number] {
  const toModality = modalityTransform(display, luts);
  const ends = [toModality(low), toModality(high)];
  // A table may rise and fall in between.
  if (luts.modality !== undefined) for (let value = low; value < high; value++) ends.push(toModality(value));
  return ends.reduce(
    ([least, most], end) => [Math.min(least, end), Math.max(most, end)],
    [Infinity, -Infinity],
  );
}
