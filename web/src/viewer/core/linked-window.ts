/** A window that is set in one stack, as another one of the same modality has to have it to show the same. */
import type { PresentationState } from '@pacs/shared/document-content';
import type { DisplayFacts } from '@pacs/shared/manifest';
import type { Voi } from './presets.ts';

/** What a stack's values mean, as far as two of one modality may differ in it. */
export type ValueFacts = Pick<DisplayFacts, 'units' | 'suvbwFactor'>;

/** As they are shown. */
interface Shown extends ValueFacts {
  /** May have a scale and tables in place of the images' own. */
  state: PresentationState | undefined;
}

/**
 * PET values are SUV by a factor of each series' own, so a window of the same SUV has other numbers there. undefined
 * where nothing says how the values of one are those of the other. What names no values holds in all.
 */
export function linkedWindow(
  voi: Voi | undefined,
  from: Shown,
  to: Shown,
): { voi: Voi | undefined } | undefined {
  if (voi === undefined || voi.kind === 'auto') return { voi };
  if (from.state !== to.state) return undefined;
  if (voi.kind !== 'window') return { voi };
  if (from.suvbwFactor === to.suvbwFactor)
    return from.suvbwFactor !== undefined || from.units === to.units ? { voi } : undefined;
  if (from.suvbwFactor === undefined || to.suvbwFactor === undefined) return undefined;
  const share = from.suvbwFactor / to.suvbwFactor;
  return { voi: { ...voi, center: voi.center * share, width: voi.width * share } };
}
