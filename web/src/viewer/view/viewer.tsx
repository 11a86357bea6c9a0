/** The viewer: used by the owner's page and by the link page alike. */
import { Pause, Play } from 'lucide-react';
import { useCallback, useEffect, useMemo, useReducer, useRef, useState, type ReactNode } from 'react';
import { isMonochrome } from '../core/facts.ts';
import { headerRate } from '../core/playback.ts';
import { presetsFor } from '../core/presets.ts';
import type { Command } from '../core/shortcuts.ts';
import { lookOf, positionOf, startState, viewerReducer, type ViewerAction } from '../core/viewer-state.ts';
import { appliedVoi, stackRange } from '../core/voi.ts';
import type { StudySession } from '../engine/study-session.ts';
import { HelpDialog } from './help-dialog.tsx';
import { StackStrip } from './stack-strip.tsx';
import { Stage } from './stage.tsx';
import { ToolButton } from './tool-button.tsx';
import { Toolbar } from './toolbar.tsx';
import { useShownFrame, useTables } from './use-frame.ts';
import { useKeyboard } from './use-keyboard.ts';
import { usePlayback } from './use-playback.ts';
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

function ViewerWithImages({ session, head, onPlace }: ViewerProps) {
  const { index } = session.study;
  const reduce = useMemo(() => viewerReducer(index.stacks.map(({ frames }) => frames.length)), [index]);
  const [state, dispatch] = useReducer(reduce, session.first, ({ stack, position }) => ({
    ...startState(stack, position),
    // A finger scrolls, a mouse has its wheel for that.
    tool: matchMedia('(pointer: coarse)').matches ? ('scroll' as const) : ('window' as const),
  }));
  const [isPanelOpen, setPanelOpen] = useState(false);
  const [isHelpOpen, setHelpOpen] = useState(false);

  const position = positionOf(state);
  const look = lookOf(state);
  useEffect(() => {
    session.engine.focus([{ stack: state.stack, position, travel: state.travel }]);
  }, [session, state.stack, position, state.travel]);
  useEffect(() => {
    onPlace?.({ stack: state.stack, position });
  }, [onPlace, state.stack, position]);

  const shown = useShownFrame(session, state.stack, position);
  const stack = session.stacks[shown.stack];
  const entry = stack?.frames[shown.position];
  const { display, format, instance, ref } = entry?.facts ?? {};
  const tablesView = useTables(session, display);
  const tables = tablesView?.state === 'ready' ? tablesView.tables : undefined;
  const monochrome = isMonochrome(format);
  const range = useMemo(() => stackRange(stack?.frames ?? []), [stack]);
  const decoded = 'decoded' in shown.view ? shown.view.decoded : undefined;
  const voi = useMemo(() => {
    if (!monochrome || decoded === undefined || display === undefined || tables === undefined)
      return undefined;
    return appliedVoi(look.voi, display, decoded, tables.luts, range ?? ref?.range);
  }, [monochrome, decoded, display, tables, look.voi, range, ref]);
  const presets = useMemo(
    () => (display === undefined ? [] : presetsFor(instance?.modality ?? '', display, monochrome)),
    [display, instance, monochrome],
  );

  const rate = state.rate ?? headerRate(display);
  const frames = index.stacks[state.stack]?.frames.length ?? 1;
  const showFrame = useCallback((to: number) => {
    dispatch({ type: 'position', position: to });
  }, []);
  usePlayback(state.playing, rate, position, frames, showFrame);

  const run = useRunner(
    { presets, stack: state.stack, zoom: look.zoom, playing: state.playing, frames },
    dispatch,
    {
      openHelp: () => {
        setHelpOpen(true);
      },
    },
  );
  useKeyboard(run);
  const choose = useCallback((to: number) => {
    dispatch({ type: 'stack', stack: to });
  }, []);
  const togglePanel = useCallback(() => {
    setPanelOpen((open) => !open);
  }, []);

  if (entry === undefined) return null;
  return (
    <div className="v-root" data-theme="dark">
      <header className="v-head">
        {head}
        <Toolbar
          tool={state.tool}
          inverted={look.invert}
          hasWindow={monochrome}
          isPanelOpen={isPanelOpen}
          onPanel={togglePanel}
          run={run}
        />
      </header>
      <StackStrip session={session} current={state.stack} onChoose={choose} />
      <main className="v-main">
        <Stage
          session={session}
          shown={shown}
          entry={entry}
          tables={tables}
          tablesFailed={tablesView?.state === 'failed'}
          voi={voi}
          look={look}
          tool={state.tool}
          position={position}
          dispatch={dispatch}
        />
        {frames > 1 && (
          <div className="v-cine">
            <ToolButton
              label={state.playing ? 'Pause' : 'Play'}
              keys="Space"
              icon={state.playing ? <Pause aria-hidden /> : <Play aria-hidden />}
              onPress={() => {
                run({ type: 'toggle-play' });
              }}
            />
            {state.playing && (
              <label className="v-rate">
                <input
                  type="range"
                  min={1}
                  max={60}
                  value={Math.round(rate)}
                  aria-label="Images a second"
                  onChange={(event) => {
                    dispatch({ type: 'rate', rate: Number(event.target.value) });
                  }}
                />
                <span>{Math.round(rate)}/s</span>
              </label>
            )}
          </div>
        )}
        {isPanelOpen && presets.length > 0 && (
          <WindowPanel
            presets={presets}
            chosen={look.voi}
            window={voi?.kind === 'window' ? voi : undefined}
            onChoose={(chosen) => {
              dispatch({ type: 'voi', voi: chosen });
            }}
            onClose={() => {
              setPanelOpen(false);
            }}
          />
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

interface Runnable {
  presets: ReturnType<typeof presetsFor>;
  stack: number;
  zoom: number;
  playing: boolean;
  frames: number;
}

/** Commands of keys and buttons as actions; always the same function. */
function useRunner(
  now: Runnable,
  dispatch: (action: ViewerAction) => void,
  { openHelp }: { openHelp: () => void },
): (command: Command) => void {
  const latest = useRef(now);
  const help = useRef(openHelp);
  useEffect(() => {
    latest.current = now;
    help.current = openHelp;
  });
  return useCallback(
    (command) => {
      const { presets, stack, zoom, playing, frames } = latest.current;
      switch (command.type) {
        case 'preset': {
          const preset = presets[command.number - 1];
          if (preset !== undefined) dispatch({ type: 'voi', voi: preset.voi });
          return;
        }
        case 'stack-step':
          dispatch({ type: 'stack', stack: stack + command.by });
          return;
        case 'zoom-by':
          dispatch({ type: 'zoom', zoom: zoom * command.factor });
          return;
        case 'toggle-play':
          dispatch({ type: 'play', playing: !playing });
          return;
        case 'first-image':
          dispatch({ type: 'position', position: 0 });
          return;
        case 'last-image':
          dispatch({ type: 'position', position: frames - 1 });
          return;
        case 'help':
          help.current();
          return;
        default:
          dispatch(command);
      }
    },
    [dispatch],
  );
}
