/** Layout and series of the panes, as they come back after a reload. */
import { isRecord } from './json-checks.ts';
import { layouts, maxPanes, type Layout } from './layout.ts';
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

/** The active pane shows what the address asks for, where it asks for an image. */
export function arrangeAsKept(
  { layout, active, panes }: Arrangement,
  first: { stack: number; position: number; isChosen: boolean },
): ViewerAction[] {
  const shown = panes.map((pane, at) => (at === active && first.isChosen ? first : pane));
  const contents = shown.map((pane): PaneContent | undefined =>
    pane === undefined ? undefined : { kind: 'stack', study: 0, stack: pane.stack },
  );
  const positions = shown.flatMap((at, pane): ViewerAction[] =>
    at === undefined ? [] : [{ type: 'position', position: at.position, pane }],
  );
  return [{ type: 'arrange', layout, contents }, ...positions, { type: 'activate', pane: active }];
}
