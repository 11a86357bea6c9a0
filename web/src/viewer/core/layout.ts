/** How many panes there are and how they lie. Names are rows × columns. */
export const layouts = ['1x1', '1x2', '2x1', '2x2'] as const;
export type Layout = (typeof layouts)[number];

const grids: Readonly<Record<Layout, { rows: number; columns: number }>> = {
  '1x1': { rows: 1, columns: 1 },
  '1x2': { rows: 1, columns: 2 },
  '2x1': { rows: 2, columns: 1 },
  '2x2': { rows: 2, columns: 2 },
};

export const gridOf = (layout: Layout) => grids[layout];

/** Panes a viewer keeps, whether the layout shows them or not. */
export const maxPanes = 4;

export const paneCount = (layout: Layout): number => grids[layout].rows * grids[layout].columns;

export type Screen = 'phone' | 'tablet' | 'desk';

/** What a screen has room for: a patient's name and an image in every pane. */
export const layoutsFor = (screen: Screen): readonly Layout[] =>
  screen === 'phone' ? ['1x1'] : screen === 'tablet' ? ['1x1', '1x2', '2x1'] : layouts;

/** The chosen layout, or the largest that the screen has room for. */
export function fittingLayout(chosen: Layout, screen: Screen): Layout {
  const possible = layoutsFor(screen);
  if (possible.includes(chosen)) return chosen;
  return screen === 'phone' ? '1x1' : '1x2';
}

/** Ordinals of the panes on the screen: a run of the layout's size that the active one is in. */
export function shownPanes(layout: Layout, active: number, isMaximised: boolean): number[] {
  const count = isMaximised ? 1 : paneCount(layout);
  const first = Math.floor(active / count) * count;
  return Array.from({ length: count }, (_, at) => first + at);
}
