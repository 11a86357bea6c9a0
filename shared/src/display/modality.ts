/** From stored values to modality values: Hounsfield units, optical density, … (PS3.3 C.11.1). */
import type { DisplayFacts } from '../manifest.ts';
import { lookUp, type DisplayLuts } from './lut.ts';

export type ModalityFacts = Pick<DisplayFacts, 'rescaleSlope' | 'rescaleIntercept'>;

/** The modality LUT where there is one, else slope and intercept, else the stored value itself. */
export function modalityTransform(
  facts: ModalityFacts,
  luts: DisplayLuts = {},
): (storedValue: number) => number {
  const { modality } = luts;
  if (modality) return (value) => lookUp(modality, value);
  const slope = facts.rescaleSlope === undefined || facts.rescaleSlope === 0 ? 1 : facts.rescaleSlope;
  const intercept = facts.rescaleIntercept ?? 0;
  return (value) => value * slope + intercept;
}

export type PaddingFacts = Pick<DisplayFacts, 'pixelPaddingValue' | 'pixelPaddingRangeLimit'>;

/** Smallest and largest stored value that mean "no image here" (PS3.3 C.7.5.1.1.2); undefined where none does. */
export function paddingRange(facts: PaddingFacts): [number, number] | undefined {
  const { pixelPaddingValue: value, pixelPaddingRangeLimit: limit = value } = facts;
  if (value === undefined || limit === undefined) return undefined;
  return [Math.min(value, limit), Math.max(value, limit)];
}
