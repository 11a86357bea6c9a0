import type { Annotation } from '@pacs/shared/annotations';
import type { DecodedFrame } from '@pacs/shared/codecs/types';
import type { PaneFrame } from '../view/pane-frame.ts';
import { measure, type Measurement } from './core/measure.ts';
import { subjectOf } from './image-key.ts';

type Measured = Pick<PaneFrame, 'entry' | 'decoded' | 'tables'>;

interface Before extends Pick<Measured, 'entry' | 'tables'> {
  /** The store decides how long pixels stay: a figure must not hold them. */
  decoded: WeakRef<DecodedFrame> | undefined;
  is: Measurement;
}

const known = new WeakMap<Annotation, Before>();

const isStill = (before: Before, { entry, decoded, tables }: Measured): boolean =>
  before.entry === entry &&
  before.tables === tables &&
  (decoded === undefined ? before.decoded === undefined : before.decoded?.deref() === decoded);

/** Measured once for as long as image and figure stay what they are: labels and lists ask with everything that moves. */
export function measureOnce(annotation: Annotation, measured: Measured): Measurement {
  const before = known.get(annotation);
  if (before !== undefined && isStill(before, measured)) return before.is;
  const { entry, decoded, tables } = measured;
  const is = measure(annotation, subjectOf(entry, decoded, tables));
  known.set(annotation, { entry, decoded: decoded && new WeakRef(decoded), tables, is });
  return is;
}
