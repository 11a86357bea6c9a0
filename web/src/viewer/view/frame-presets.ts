import { isMonochrome } from '../core/facts.ts';
import { presetsFor, type Preset } from '../core/presets.ts';
import type { PaneFrame } from './pane-frame.ts';

/** Ways to map the values of what a pane shows to grey. */
export function framePresets(frame: PaneFrame | undefined): Preset[] {
  const { display, instance, format } = frame?.entry.facts ?? {};
  return display === undefined ? [] : presetsFor(instance?.modality ?? '', display, isMonochrome(format));
}
