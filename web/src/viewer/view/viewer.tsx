/** The viewer: used by the owner's page and by the link page alike. */
import {
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import { arranging, startArrangement } from '../core/arrangement.ts';
import { hangingFor } from '../core/hanging.ts';
import type { Command } from '../core/shortcuts.ts';
import { fittingLayout, layoutsFor, shownPanes, type Screen } from '../core/layout.ts';
import { hangingStacks, stackShapes } from '../core/study-shape.ts';
import { viewerReducer } from '../core/viewer-reducer.ts';
import {
  contentKey,
  lookOf,
  paneOf,
  positionOf,
  startState,
  type PaneContent,
  type ViewerAction,
  type ViewerState,
} from '../core/viewer-state.ts';
import type { StudySession } from '../engine/study-session.ts';
import { say, type PlainPhrase } from '../../words/say.ts';
import { besideEachOther, CompareDialog, type Comparison } from './compare-dialog.tsx';
import { viewerPanels, viewerViews } from './extensions.ts';
import { areForeign, ForeignBanner } from './foreign-banner.tsx';
import { HelpDialog } from './help-dialog.tsx';
import { keptArrangement } from './kept-arrangement.ts';
import { LayoutPicker } from './layout-picker.tsx';
import { createPaneBoard } from './pane-board.ts';
import { PaneGrid } from './pane-grid.tsx';
import { StackStrip } from './stack-strip.tsx';
import { Toolbar } from './toolbar.tsx';
import { useKeyboard } from './use-keyboard.ts';
import { useKeepArrangement } from './use-keep-arrangement.ts';
import { usePreferences } from './use-preferences.ts';
import { useRunner } from './use-runner.ts';
import { useScreen } from './use-screen.ts';
import type { ViewerHandle } from './viewer-parts.ts';
import './viewer.css';

export interface ViewerProps {
  session: StudySession;
  /** At the head of the page: where one came from, what this is. */
  head: ReactNode;
  /** Other studies to put beside it; undefined where the visitor has none. */
  comparison?: Comparison;
  /** Told where the user is, to be kept in the address. */
  onPlace?: (place: { stack: number; position: number }) => void;
  /** Told once keys and pointer are listened to. */
  onReady?: () => void;
}

export function Viewer({ onReady, ...props }: ViewerProps) {
  // The effects of what is inside have run.
  useEffect(() => {
    onReady?.();
  }, [onReady]);
  if (props.session.stacks.length > 0) return <ViewerWithImages {...props} />;
  return (
    <div className="v-root" data-theme="dark">
      <header className="v-head">{props.head}</header>
      <main className="v-message">
        <h1>{say('No images in this study')}</h1>
        <p>{say('What it holds is listed below.')}</p>
        <StackStrip sessions={[props.session]} />
      </main>
    </div>
  );
}

// A finger scrolls, a mouse has its wheel for that.
const firstTool = () => (matchMedia('(pointer: coarse)').matches ? 'scroll' : 'window');

/** How a study like this usually hangs; undefined where that is one pane. */
function useHanging(
  { study, stacks }: StudySession,
  screen: Screen,
): { name: PlainPhrase; action: ViewerAction } | undefined {
  return useMemo(() => {
    const hanging = hangingFor(hangingStacks(study.index, stacks), screen);
    if (hanging === undefined) return undefined;
    const contents = hanging.stacks.map((stack): PaneContent | undefined =>
      stack === undefined ? undefined : { kind: 'stack', study: 0, stack },
    );
    return { name: hanging.name, action: { type: 'arrange', layout: hanging.layout, contents } };
  }, [study, stacks, screen]);
}

/** The studies in these panes, in the order in which they were opened. */
const sessionsOf = ({ panes }: ViewerState, shown: readonly number[], sessions: readonly StudySession[]) =>
  sessions.filter((_, study) => shown.some((at) => panes[at]?.content?.study === study));

function ViewerWithImages({ session, head, comparison, onPlace }: Omit<ViewerProps, 'onReady'>) {
  const [other, setOther] = useState<StudySession>();
  const sessions = useMemo(() => (other === undefined ? [session] : [session, other]), [session, other]);
  const reduce = useMemo(
    () => viewerReducer(sessions.map(({ study, stacks }, at) => stackShapes(study.index, stacks, at))),
    [sessions],
  );
  const screen = useScreen();
  const hanging = useHanging(session, screen);
  const [state, dispatch] = useReducer(reduce, session.first, ({ stack, position }) => {
    const arrangement = startArrangement(session, screen, keptArrangement(session));
    return arranging(arrangement).reduce(reduce, startState(stack, position, firstTool()));
  });
  useKeepArrangement(session, state);
  const [board] = useState(createPaneBoard);
  const [openPanel, setOpenPanel] = useState<string>();
  const [openView, setOpenView] = useState<string>();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [isComparing, setComparing] = useState(false);
  const [preferences, prefer] = usePreferences();

  const layout = fittingLayout(state.layout, screen);
  const shown = useMemo(
    () => shownPanes(layout, state.active, state.isMaximised),
    [layout, state.active, state.isMaximised],
  );
  const { active, links, only, tool } = state;
  const onScreen = sessionsOf(state, shown, sessions);
  const foreign = areForeign(onScreen);
  const viewer = useMemo<ViewerHandle>(
    () => ({ sessions, board, active, tool, links, areForeign: foreign, dispatch }),
    [sessions, board, active, tool, links, foreign],
  );
  useEffect(() => () => other?.close(), [other]);
  const pane = paneOf(state);
  const place = pane.content?.study === 0 ? pane.content.stack : undefined;
  const position = positionOf(pane);
  useEffect(() => {
    if (place !== undefined) onPlace?.({ stack: place, position });
  }, [onPlace, place, position]);

  const held = state.panes.map(({ content }) => content && contentKey(content)).join(' ');
  const strip = useMemo(
    () => ({ contents: held.split(' '), active, shown, only, dispatch }),
    [held, active, shown, only],
  );
  const run = useRunner({
    state,
    shown,
    screen,
    viewer,
    doors: {
      togglePanel: (id) => {
        setOpenPanel((open) => (open === id ? undefined : id));
      },
      openView: setOpenView,
      openHelp: () => {
        setHelpOpen(true);
      },
      openComparison: () => {
        if (comparison !== undefined) setComparing(true);
      },
      toggleNight: () => {
        prefer({ isNight: !preferences.isNight });
      },
    },
  });
  const view = pane.content && viewerViews.find(({ id }) => id === openView);
  const taker = useRef<(command: Command) => void>(undefined);
  const onTaker = useCallback((take: ((command: Command) => void) | undefined) => {
    taker.current = take;
  }, []);
  useKeyboard(
    (command) => {
      if (view === undefined || command.type === 'help' || command.type === 'night') run(command);
      else taker.current?.(command);
    },
    preferences.hasKeys ? 'all' : 'named',
  );
  const closePanel = useCallback(() => {
    setOpenPanel(undefined);
  }, []);
  const closeView = useCallback(() => {
    setOpenView(undefined);
  }, []);
  const panel = viewerPanels.find(({ id }) => id === openPanel);
  const viewed = pane.content && sessions[pane.content.study];

  return (
    <div className="v-root" data-theme="dark" data-night={preferences.isNight ? '' : undefined}>
      <header className="v-head">
        {head}
        <Toolbar
          board={board}
          active={active}
          tool={tool}
          look={lookOf(pane)}
          links={links}
          panes={shown.length}
          canSplit={layoutsFor(screen).length > 1}
          openPanel={openPanel}
          isNight={preferences.isNight}
          canCompare={comparison !== undefined}
          run={run}
          lead={<LayoutPicker screen={screen} layout={layout} hanging={hanging} dispatch={dispatch} />}
        />
      </header>
      <StackStrip sessions={sessions} panes={strip} />
      <main className="v-main">
        {view !== undefined && viewed !== undefined && pane.content !== undefined ? (
          <Suspense>
            <view.View session={viewed} stack={pane.content.stack} onTaker={onTaker} onClose={closeView} />
          </Suspense>
        ) : (
          <>
            {foreign && <ForeignBanner sessions={onScreen} />}
            <PaneGrid viewer={viewer} state={state} layout={layout} shown={shown} />
          </>
        )}
        {panel !== undefined && view === undefined && (
          <Suspense>
            <panel.Panel {...viewer} onClose={closePanel} />
          </Suspense>
        )}
      </main>
      {isComparing && comparison !== undefined && (
        <CompareDialog
          session={session}
          comparison={comparison}
          onOpened={(opened) => {
            setOther(opened);
            dispatch({ type: 'replace', study: 1 });
            dispatch(besideEachOther(pane.content, session, opened));
          }}
          onClose={() => {
            setComparing(false);
          }}
        />
      )}
      {isHelpOpen && (
        <HelpDialog
          canCompare={comparison !== undefined}
          hasKeys={preferences.hasKeys}
          onKeys={(hasKeys) => {
            prefer({ hasKeys });
          }}
          onClose={() => {
            setHelpOpen(false);
          }}
        />
      )}
    </div>
  );
}
