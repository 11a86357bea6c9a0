/** One viewport with its image, the layers over it, what must be read with it, and the slider through the stack. */
import { memo, Suspense, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { chosenIn, reelOf } from '../core/only-these.ts';
import { headerRate } from '../core/playback.ts';
import type { OnlyThese, PaneState, StackContent } from '../core/viewer-state.ts';
import { mayPass, reasonWords, type Unshowable } from '../core/words.ts';
import { sessionKey } from '../engine/session-key.ts';
import type { StudySession } from '../engine/study-session.ts';
import { say } from '../../words/say.ts';
import { Cine } from './cine.tsx';
import { paneLayers, toolOf } from './extensions.ts';
import { Overlay } from './overlay.tsx';
import { overlayWords } from './overlay-words.ts';
import type { PaneTransforms } from './pane-frame.ts';
import { StackSlider } from './stack-slider.tsx';
import { usePainting } from './use-painting.ts';
import { usePaneFrame, type ShownPane } from './use-pane-frame.ts';
import { usePanePointer } from './use-pane-pointer.ts';
import { usePlayback } from './use-playback.ts';
import type { ViewerHandle } from './viewer-parts.ts';
import './pane.css';

export interface PaneProps {
  viewer: ViewerHandle;
  pane: number;
  state: PaneState;
  tool: string;
  isSweeping: boolean;
  /** The images that count, where only some do. */
  only: OnlyThese | undefined;
}

export const Pane = memo(function Pane(props: PaneProps) {
  const { pane, state, viewer } = props;
  const { content } = state;
  const session = content && viewer.sessions[content.study];
  return (
    <section
      className="v-pane"
      aria-label={say('Pane {n}', { n: pane + 1 })}
      data-pane={pane}
      data-active={pane === viewer.active ? '' : undefined}
    >
      {content === undefined || session === undefined ? (
        <p className="v-pane-empty">{say('No series here')}</p>
      ) : (
        <StackPane key={sessionKey(session)} {...props} session={session} content={content} />
      )}
    </section>
  );
});

function StackPane(props: PaneProps & { session: StudySession; content: StackContent }) {
  const { session, pane, state, content, viewer } = props;
  const { board, dispatch } = viewer;
  const shown = usePaneFrame(session, pane, state, content, pane === viewer.active);
  const frame = shown?.frame;
  useEffect(() => {
    board.put(pane, frame);
  }, [board, pane, frame]);
  useEffect(
    () => () => {
      board.put(pane, undefined);
    },
    [board, pane],
  );
  const rate = state.rate ?? headerRate(frame?.entry.facts.display);
  const reel = reelOf(chosenIn(props.only, content), frame?.images ?? 1, frame?.wanted ?? 0);
  usePlayback(state.playing, rate, props.isSweeping, reel, (position) => {
    dispatch({ type: 'position', position, pane });
  });
  return shown === undefined ? null : <ShownStack {...props} shown={shown} rate={rate} />;
}

function ShownStack(props: PaneProps & { shown: ShownPane; rate: number }) {
  const { shown, tool, viewer, state, rate, isSweeping } = props;
  const { dispatch } = viewer;
  const host = useRef<HTMLDivElement>(null);
  const { frame, view, pixels, transforms } = shown;
  const { session, pane, look, voi } = frame;
  const refused = usePainting(host, shown);
  usePanePointer(host, frame, tool, dispatch);
  const scale = useScale(transforms);
  const stack = session.study.index.stacks[frame.stack];
  if (stack === undefined) return null;

  const failure: Unshowable | undefined =
    view.state === 'failed' ? view.reason : (refused ?? (shown.tablesFailed ? 'no-table' : undefined));
  const words = overlayWords({
    opened: session.study.opened,
    stack,
    ordinal: frame.stack,
    stacks: session.stacks.length,
    isForeign: viewer.areForeign,
    position: frame.position,
    facts: frame.entry.facts,
    look,
    voi,
    isPreview: frame.isPreview && failure === undefined,
    scale: pixels === undefined || failure !== undefined ? undefined : scale,
  });
  return (
    <>
      <div
        ref={host}
        className="v-viewport"
        style={{ cursor: toolOf(tool)?.cursor }}
        role="img"
        aria-label={say('Image {n} of {of}', { n: frame.position + 1, of: frame.images })}
        aria-busy={view.state === 'waiting' || view.state === 'preview'}
      />
      {failure === undefined && pixels !== undefined && (
        <div className="v-layers">
          {paneLayers.map(({ id, Layer }) => (
            <Suspense key={id}>
              <Layer frame={frame} viewer={viewer} />
            </Suspense>
          ))}
        </div>
      )}
      <Overlay words={words} />
      {view.state === 'waiting' && <Waiting />}
      {failure !== undefined && <Failure session={session} reason={failure} />}
      {frame.isActive && frame.images > 1 && (
        <Cine state={state} rate={rate} isSweeping={isSweeping} dispatch={dispatch} />
      )}
      <StackSlider
        session={session}
        stack={frame.stack}
        position={frame.wanted}
        images={frame.images}
        onChange={(position) => {
          dispatch({ type: 'position', position, pane });
        }}
      />
    </>
  );
}

const useScale = (transforms: PaneTransforms) =>
  useSyncExternalStore(transforms.subscribe, () =>
    transforms.version() === 0 ? undefined : transforms.scale(),
  );

function Failure({ session, reason }: { session: StudySession; reason: Unshowable }) {
  return (
    <div className="v-failure" role="alert">
      <p className="v-failure-title">{say('This image can’t be displayed')}</p>
      <p>{reasonWords(reason)}</p>
      {mayPass.includes(reason) && (
        <button
          type="button"
          className="v-button"
          onClick={() => {
            session.tables.retry();
            session.engine.retry();
          }}
        >
          {say('Try again')}
        </button>
      )}
    </div>
  );
}

/** Said only when it takes long enough to wonder. */
function Waiting() {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setLate(true);
    }, 300);
    return () => {
      clearTimeout(timer);
    };
  }, []);
  return isLate ? (
    <p className="v-waiting" role="status">
      {say('Loading image…')}
    </p>
  ) : null;
}
