/** The viewer: used by the owner's page and by the link page alike. */
import { useCallback, useEffect, useMemo, useReducer, useState, type ReactNode } from 'react';
import { fittingLayout, gridOf, shownPanes } from '../core/layout.ts';
import {
  lookOf,
  paneOf,
  positionOf,
  startState,
  viewerReducer,
  type ViewerState,
} from '../core/viewer-state.ts';
import type { StudySession } from '../engine/study-session.ts';
import { Cine } from './cine.tsx';
import { HelpDialog } from './help-dialog.tsx';
import { createPaneBoard } from './pane-board.ts';
import { Pane } from './pane.tsx';
import { StackStrip } from './stack-strip.tsx';
import { Toolbar } from './toolbar.tsx';
import { useKeyboard } from './use-keyboard.ts';
import { useRunner } from './use-runner.ts';
import { useScreen } from './use-screen.ts';
import { WindowPanel } from './window-panel.tsx';
import './viewer.css';

export interface ViewerProps {
  session: StudySession;
  /** At the head of the page: where one came from, what this is. */
  head: ReactNode;
  /** Told where the user is, to be kept in the address. */
  onPlace?: (place: { stack: number; position: number }) => void;
}

export function Viewer(props: ViewerProps) {
  if (props.session.stacks.length > 0) return <ViewerWithImages {...props} />;
  return (
    <div className="v-root" data-theme="dark">
      <header className="v-head">{props.head}</header>
      <main className="v-message">
        <h1>No images in this study</h1>
        <p>What it holds is listed below; this viewer shows images only.</p>
        <StackStrip session={props.session} current={-1} onChoose={() => undefined} />
      </main>
    </div>
  );
}

// A finger scrolls, a mouse has its wheel for that.
const firstTool = () => (matchMedia('(pointer: coarse)').matches ? 'scroll' : 'window');

function ViewerWithImages({ session, head, onPlace }: ViewerProps) {
  const sessions = useMemo(() => [session], [session]);
  const reduce = useMemo(
    () => viewerReducer(sessions.map(({ stacks }) => stacks.map(({ frames }) => frames.length))),
    [sessions],
  );
  const [state, dispatch] = useReducer(reduce, session.first, ({ stack, position }) =>
    startState(stack, position, firstTool()),
  );
  const [board] = useState(createPaneBoard);
  const [isPanelOpen, setPanelOpen] = useState(false);
  const [isHelpOpen, setHelpOpen] = useState(false);

  const layout = fittingLayout(state.layout, useScreen());
  const shown = useMemo(
    () => shownPanes(layout, state.active, state.isMaximised),
    [layout, state.active, state.isMaximised],
  );
  useFocus(sessions, state, shown);
  const active = paneOf(state);
  const place = active.content?.study === 0 ? active.content.stack : undefined;
  const position = positionOf(active);
  useEffect(() => {
    if (place !== undefined) onPlace?.({ stack: place, position });
  }, [onPlace, place, position]);

  const openHelp = useCallback(() => {
    setHelpOpen(true);
  }, []);
  const run = useRunner(state, board, dispatch, openHelp);
  useKeyboard(run);
  const choose = useCallback((stack: number) => {
    dispatch({ type: 'stack', stack });
  }, []);
  const togglePanel = useCallback(() => {
    setPanelOpen((open) => !open);
  }, []);

  const { rows, columns } = gridOf(state.isMaximised ? '1x1' : layout);
  return (
    <div className="v-root" data-theme="dark">
      <header className="v-head">
        {head}
        <Toolbar
          tool={state.tool}
          inverted={lookOf(active).invert}
          board={board}
          active={state.active}
          isPanelOpen={isPanelOpen}
          onPanel={togglePanel}
          run={run}
        />
      </header>
      <StackStrip session={session} current={place ?? -1} onChoose={choose} />
      <main className="v-main">
        <div
          className="v-panes"
          style={{
            gridTemplate: `repeat(${String(rows)}, minmax(0, 1fr)) / repeat(${String(columns)}, minmax(0, 1fr))`,
          }}
        >
          {shown.map((pane) => (
            <Pane
              key={pane}
              sessions={sessions}
              pane={pane}
              state={paneOf(state, pane)}
              isActive={pane === state.active}
              tool={state.tool}
              board={board}
              dispatch={dispatch}
            />
          ))}
        </div>
        <Cine board={board} pane={state.active} state={active} run={run} dispatch={dispatch} />
        {isPanelOpen && (
          <WindowPanel board={board} pane={state.active} dispatch={dispatch} onClose={togglePanel} />
        )}
      </main>
      {isHelpOpen && (
        <HelpDialog
          onClose={() => {
            setHelpOpen(false);
          }}
        />
      )}
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
