/** Shared and per-frame functional groups of enhanced multi-frame objects (PS3.3 C.7.6.16). */
import type { StackFacts } from '../manifest.ts';
import type { Charset } from './charset.ts';
import { oneOf, readOrientation, readRescale, readVoi } from './display-facts.ts';
import { present } from './present.ts';
import { readGroupStackFacts } from './stack-facts.ts';
import type { RawDisplay, RawFrameFacts } from './types.ts';
import { itemsOf, number, plainText, vector } from './values.ts';
import type { DataItem } from './walk.ts';

export interface Groups {
  /** What all frames have in common: merged into the instance's facts. */
  display: Partial<RawDisplay>;
  stack: Partial<StackFacts>;
  frames: RawFrameFacts[];
}

function readGroupDisplay(group: DataItem, charset: Charset): Partial<RawDisplay> {
  const [measures] = itemsOf(group, 'pixelMeasuresSequence');
  const [voi] = itemsOf(group, 'frameVOILUTSequence');
  const [transformation] = itemsOf(group, 'pixelValueTransformationSequence');
  const [orientation] = itemsOf(group, 'planeOrientationSequence');
  const [anatomy] = itemsOf(group, 'frameAnatomySequence');
  const spacing = vector(measures, 'pixelSpacing', 2);
  const thickness = number(measures, 'sliceThickness');
  return {
    ...(voi === undefined ? {} : readVoi(voi, charset)),
    ...(transformation === undefined ? {} : readRescale(transformation)),
    ...present({
      pixelSpacing: spacing?.every((value) => value > 0) === true ? (spacing as [number, number]) : undefined,
      sliceThickness: thickness !== undefined && thickness > 0 ? thickness : undefined,
      spacingBetweenSlices: number(measures, 'spacingBetweenSlices'),
      imageOrientationPatient: readOrientation(orientation),
      imageLaterality: oneOf(['L', 'R', 'B', 'U'] as const, plainText(anatomy, 'frameLaterality')),
    }),
  };
}

/**
 * `base` is the instance's own display. A frame's `display` is given only where frames differ; equal ones
 * are the same object, so that writers can store each once.
 */
export function readFunctionalGroups(
  root: DataItem,
  base: RawDisplay,
  numberOfFrames: number,
  charset: Charset,
): Groups {
  const [shared] = itemsOf(root, 'sharedFunctionalGroupsSequence');
  const perFrame = itemsOf(root, 'perFrameFunctionalGroupsSequence').slice(0, numberOfFrames);
  const sharedDisplay = shared === undefined ? {} : readGroupDisplay(shared, charset);
  const sharedStack = shared === undefined ? {} : readGroupStackFacts(shared);
  const deltas = perFrame.map((group) => readGroupDisplay(group, charset));
  const keys = deltas.map((delta) => JSON.stringify(delta));
  const allEqual = keys.every((key) => key === keys[0]);
  const display = { ...sharedDisplay, ...(allEqual ? deltas[0] : {}) };

  const known = new Map<string, RawDisplay>();
  const frames = perFrame.map((group, index): RawFrameFacts => {
    const stack = readGroupStackFacts(group);
    const key = keys[index] ?? '';
    if (!allEqual && !known.has(key)) known.set(key, { ...base, ...display, ...deltas[index] });
    const own = known.get(key);
    return present({
      position: stack.position ?? sharedStack.position,
      display: own,
      stack: Object.keys(stack).length === 0 ? undefined : stack,
    });
  });
  return { display, stack: sharedStack, frames };
}
