import type { Annotation } from '@pacs/shared/annotations';
import type { PaneFrame } from '../view/pane-frame.ts';
import { measure, type Measurement } from './core/measure.ts';
import { subjectOf } from './image-key.ts';

type Measured = Pick<PaneFrame, 'entry' | 'decoded' | 'tables'>;

const known = new WeakMap<Annotation, Measured & { is: Measurement }>();

/** Measured once for as long as image and figure stay what they are: labels and lists ask with everything that moves. */
export function measureOnce(annotation: Annotation, { entry, decoded, tables }: Measured): Measurement {
  const before = known.get(annotation);
  if (before?.entry === entry && before.decoded === decoded && before.tables === tables) return before.is;
  const is = measure(annotation, subjectOf(entry, decoded, tables));
  known.set(annotation, { entry, decoded, tables, is });
  return is;
}
