/** The panes on the screen, and what keeps them together. */
import { useEffect } from 'react';
import { gridOf, type Layout } from '../core/layout.ts';
import { paneOf, positionOf, type ViewerState } from '../core/viewer-state.ts';
import type { StudySession } from '../engine/study-session.ts';
import { Pane } from './pane.tsx';
import type { ViewerHandle } from './viewer-parts.ts';

export function PaneGrid({
  viewer,
  state,
  layout,
  shown,
}: {
  viewer: ViewerHandle;
  state: ViewerState;
  /** What the screen has room for of the layout that was chosen. */
  layout: Layout;
  shown: readonly number[];
}) {
  useFocus(viewer.sessions, state, shown);
  const { rows, columns } = gridOf(state.isMaximised ? '1x1' : layout);
  const fractions = (count: number) => `repeat(${String(count)}, minmax(0, 1fr))`;
  return (
    <div className="v-panes" style={{ gridTemplate: `${fractions(rows)} / ${fractions(columns)}` }}>
      {shown.map((pane) => (
        <Pane
          key={pane}
          viewer={viewer}
          pane={pane}
          state={paneOf(state, pane)}
          tool={state.tool}
          isSweeping={state.isSweeping}
          only={state.only}
        />
      ))}
    </div>
  );
}

/** Tells each study's engine what of it is on the screen, the active pane first. */
function useFocus(sessions: readonly StudySession[], state: ViewerState, shown: readonly number[]): void {
  const { panes, active } = state;
  useEffect(() => {
    const inOrder = [...shown].sort((a, b) => Number(b === active) - Number(a === active));
    sessions.forEach(({ engine }, study) => {
      engine.focus(
        inOrder.flatMap((at) => {
          const pane = panes[at];
          if (pane?.content?.study !== study) return [];
          return [{ stack: pane.content.stack, position: positionOf(pane), travel: pane.travel }];
        }),
      );
    });
  }, [sessions, panes, active, shown]);
}
