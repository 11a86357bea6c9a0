/** The stacks of an opened study as layouts, links and hanging protocols see them. */
import type { StudyIndex } from '@pacs/shared/manifest';
import type { StackEntry } from './frame-table.ts';
import type { HangingStack } from './hanging.ts';
import type { StackSpace } from './linking.ts';
import { planeOf } from './plane.ts';
import type { StackShape } from './viewer-state.ts';

/** `study` keeps the spaces of two studies apart. */
export function stackShapes(index: StudyIndex, entries: readonly StackEntry[], study: number): StackShape[] {
  return index.stacks.map(({ modality, space }, at) => {
    const frames = entries[at]?.frames ?? [];
    let known: StackSpace | undefined;
    return {
      modality,
      frames: frames.length,
      values: frames[0]?.facts.display ?? {},
      space: () =>
        (known ??= {
          space: space === undefined ? undefined : `${String(study)}.${String(space)}`,
          planes: frames.map(({ facts }) => planeOf(facts)),
        }),
    };
  });
}

export function hangingStacks(index: StudyIndex, entries: readonly StackEntry[]): HangingStack[] {
  return index.stacks.map(({ modality, role }, at) => {
    const frames = entries[at]?.frames ?? [];
    const display = frames[0]?.facts.display;
    return {
      modality,
      role,
      frames: frames.length,
      laterality: display?.imageLaterality,
      view: display?.viewPosition,
    };
  });
}
