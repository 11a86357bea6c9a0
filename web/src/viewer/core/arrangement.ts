/** Layout and series of the panes: how a study opens, and how it comes back after a reload. */
import type { StudyIndex } from '@pacs/shared/manifest';
import type { StackEntry } from './frame-table.ts';
import { hangingFor } from './hanging.ts';
import { isRecord } from './json-checks.ts';
import { layouts, maxPanes, type Layout, type Screen } from './layout.ts';
import { hangingStacks } from './study-shape.ts';
import { positionOf, type PaneContent, type ViewerAction, type ViewerState } from './viewer-state.ts';

export interface Arrangement {
  layout: Layout;
  active: number;
  /** By pane; undefined: empty. */
  panes: readonly ({ stack: number; position: number } | undefined)[];
}

/** Of the page's own study: one that it is compared with is chosen anew. */
export const arrangementOf = ({ layout, active, panes }: ViewerState): Arrangement => ({
  layout,
  active,
  panes: panes.map((pane) =>
    pane.content?.study === 0 ? { stack: pane.content.stack, position: positionOf(pane) } : undefined,
  ),
});

const isOrdinal = (value: unknown, below: number): value is number =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) < below;

/** undefined for what is no arrangement of a study with so many images in each stack. */
export function readArrangement(kept: unknown, stacks: readonly number[]): Arrangement | undefined {
  if (!isRecord(kept)) return undefined;
  const { layout: name, active, panes: list } = kept;
  const layout = layouts.find((one) => one === name);
  if (layout === undefined || !isOrdinal(active, maxPanes) || !Array.isArray(list)) return undefined;
  const panes = list.slice(0, maxPanes).map((pane: unknown) => {
    if (!isRecord(pane)) return undefined;
    const { stack, position } = pane;
    if (!isOrdinal(stack, stacks.length) || !isOrdinal(position, stacks[stack] ?? 0)) return undefined;
    return { stack, position };
  });
  return panes[active] === undefined ? undefined : { layout, active, panes };
}

interface Opening {
  study: { index: StudyIndex };
  stacks: readonly StackEntry[];
  first: { stack: number; position: number; isChosen: boolean };
}

/**
 * How a study opens: as it was arranged before a reload, with what the address asks for in its active pane, or as its
 * like usually hangs where the screen has room for that, or in one pane.
 */
export function startArrangement(
  { study, stacks, first }: Opening,
  screen: Screen,
  kept: Arrangement | undefined,
): Arrangement {
  const { stack, position, isChosen } = first;
  const wanted = { stack, position };
  if (kept !== undefined) {
    const panes = kept.panes.map((pane, at) => (at === kept.active && isChosen ? wanted : pane));
    return { ...kept, panes };
  }
  const hanging = isChosen ? undefined : hangingFor(hangingStacks(study.index, stacks), screen);
  if (hanging === undefined) return { layout: '1x1', active: 0, panes: [wanted] };
  const panes = hanging.stacks.map((hung, at) =>
    hung === undefined ? undefined : at === 0 && hung === stack ? wanted : { stack: hung, position: 0 },
  );
  return { layout: hanging.layout, active: 0, panes };
}

/** What makes a viewer of one pane so. */
export function arranging({ layout, active, panes }: Arrangement): ViewerAction[] {
  const contents = panes.map((pane): PaneContent | undefined =>
    pane === undefined ? undefined : { kind: 'stack', study: 0, stack: pane.stack },
  );
  const positions = panes.flatMap((at, pane): ViewerAction[] =>
    at === undefined ? [] : [{ type: 'position', position: at.position, pane }],
  );
  return [{ type: 'arrange', layout, contents }, ...positions, { type: 'activate', pane: active }];
}
