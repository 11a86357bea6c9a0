/** What the values of an image are, and what may be written behind them. */
import type { DisplayFacts, IndexInstance } from '@pacs/shared/manifest';
import { isHounsfield } from '../../core/presets.ts';

export interface ValueMeaning {
  /** '' where the header does not say. */
  unit: string;
  /** On modality values. */
  factor: number;
}

/** PS3.3 C.8.9.1.1.3. */
const petUnits: Readonly<Record<string, string>> = {
  BQML: 'Bq/ml',
  CNTS: 'counts',
  GML: 'g/ml',
  CPS: 'counts/s',
  PROPCNTS: '',
  PCNT: '%',
};

/**
 * Hounsfield units are the file's own word, or the default of original CT images (PS3.3 C.8.2.1.1.5); SUV by body
 * weight only where ingest found every precondition in the header.
 */
export function valueMeaning(
  { modality, role }: Pick<IndexInstance, 'modality' | 'role'>,
  display: DisplayFacts,
): ValueMeaning {
  if (isHounsfield(modality, display) && (display.rescaleType === 'HU' || role === 'primary'))
    return { unit: 'HU', factor: 1 };
  if (modality === 'PT' && display.modalityLut === undefined) {
    if (display.suvbwFactor !== undefined) return { unit: 'SUVbw', factor: display.suvbwFactor };
    return { unit: petUnits[display.units ?? ''] ?? '', factor: 1 };
  }
  return { unit: '', factor: 1 };
}
