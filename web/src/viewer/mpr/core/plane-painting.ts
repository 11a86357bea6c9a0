/** What is painted of a cut, and the mapping to grey of a volume. */
import type { DisplayLuts } from '@pacs/shared/display/lut';
import { modalityTransform } from '@pacs/shared/display/modality';
import { windowOver, type Voi } from '@pacs/shared/display/voi';
import type { DisplayFacts, PixelFormat } from '@pacs/shared/manifest';
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

/** `range`: modality values of the stack. Without it, all that the format can hold. */
export function volumeVoi(
  chosen: ChosenVoi | undefined,
  { pixelPaddingValue: _, ...display }: DisplayFacts,
  luts: DisplayLuts,
  range: readonly [number, number] | undefined,
  format: Pick<PixelFormat, 'bitsStored' | 'pixelRepresentation'>,
): Voi {
  const stack = range ?? formatRange(display, luts, format);
  const nothing = { samples: new Int16Array(1), rows: 1, columns: 1, samplesPerPixel: 1 };
  const frame = { ...nothing, photometricInterpretation: 'MONOCHROME2' };
  return chosen?.kind === 'auto' ? windowOver(stack) : appliedVoi(chosen, display, frame, luts, { stack });
}

function formatRange(
  display: DisplayFacts,
  luts: DisplayLuts,
  { bitsStored, pixelRepresentation }: Pick<PixelFormat, 'bitsStored' | 'pixelRepresentation'>,
): [number, number] {
  const steps = 2 ** bitsStored;
  const low = pixelRepresentation === 1 ? -steps / 2 : 0;
  const toModality = modalityTransform(display, luts);
  return [toModality(low), toModality(low + steps - 1)];
}
