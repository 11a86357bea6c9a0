import { isMonochrome } from '../core/facts.ts';
import { presetsFor, type Preset } from '../core/presets.ts';
import { greysOf } from './painting-of.ts';
import type { PaneFrame } from './pane-frame.ts';

/** Ways to map the values of what a pane shows to grey. */
export function framePresets(frame: PaneFrame | undefined): Preset[] {
  const { instance, format } = frame?.entry.facts ?? {};
  const display = (frame && greysOf(frame))?.display ?? frame?.entry.facts.display;
  return display === undefined ? [] : presetsFor(instance?.modality ?? '', display, isMonochrome(format));
}
