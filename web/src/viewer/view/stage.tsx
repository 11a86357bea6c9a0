/** The viewport with its image, what is written over it, and the slider through the stack. */
import { DecodeError } from '@pacs/shared/codecs/types';
import type { Voi } from '@pacs/shared/display/voi';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { createPainter, type Painter } from '../canvas/painter.ts';
import { createViewport, type Viewport } from '../canvas/viewport.ts';
import type { FrameEntry } from '../core/frame-table.ts';
import { isMonochrome, pixelShape } from '../core/facts.ts';
import type { Look, Tool, ViewerAction } from '../core/viewer-state.ts';
import { reasonWords, type Unshowable } from '../core/words.ts';
import type { Tables } from '../engine/table-store.ts';
import type { StudySession } from '../engine/study-session.ts';
import { Overlay } from './overlay.tsx';
import { overlayWords } from './overlay-words.ts';
import { StackSlider } from './stack-slider.tsx';
import type { ShownFrame } from './use-frame.ts';
import { useGestures } from './use-gestures.ts';

export interface StageProps {
  session: StudySession;
  shown: ShownFrame;
  entry: FrameEntry;
  tables: Tables | undefined;
  tablesFailed: boolean;
  voi: Voi | undefined;
  look: Look;
  tool: Tool;
  /** Where the user wants to be, which may be ahead of what is shown. */
  position: number;
  dispatch: (action: ViewerAction) => void;
}

export function Stage(props: StageProps) {
  const { session, shown, entry, tables, voi, look, tool, position, dispatch } = props;
  const host = useRef<HTMLDivElement>(null);
  const viewport = useRef<Viewport>(undefined);
  const painter = useRef<Painter>(undefined);
  const [scale, setScale] = useState<number>();
  const [refused, setRefused] = useState<{ entry: FrameEntry; reason: Unshowable }>();
  const stack = session.study.index.stacks[shown.stack];
  const { facts } = entry;
  const { view } = shown;
  const decoded = view.state === 'preview' || view.state === 'full' ? view.decoded : undefined;

  useLayoutEffect(() => {
    if (host.current === null) return;
    const made = createViewport(host.current);
    made.onDrawn(() => {
      setScale(made.scale());
      markFirstImage();
    });
    viewport.current = made;
    painter.current = createPainter();
    return () => {
      made.close();
      viewport.current = undefined;
    };
  }, []);

  useLayoutEffect(() => {
    const { display, format } = facts;
    if (viewport.current === undefined || painter.current === undefined) return;
    if (decoded === undefined || display === undefined || format === undefined || tables === undefined) {
      viewport.current.clear();
      return;
    }
    const planes = view.state === 'full' ? session.tables.planes(display, facts.address[1] + 1) : [];
    try {
      const version = painter.current.paint({
        decoded,
        display,
        luts: tables.luts,
        planes,
        voi,
        invert: look.invert,
        bitsStored: format.bitsStored,
        fullSize: format,
      });
      const size = { width: format.columns, height: format.rows };
      const { canvas } = painter.current;
      viewport.current.show({ canvas, size, pixel: pixelShape(display), version }, look);
    } catch (cause) {
      viewport.current.clear();
      const reason = cause instanceof DecodeError ? cause.reason : 'damaged';
      queueMicrotask(() => {
        setRefused({ entry, reason });
      });
    }
  }, [session, entry, facts, decoded, view, tables, voi, look]);

  const images = stack?.frames.length ?? 1;
  useGestures(
    host,
    viewport,
    {
      tool,
      look,
      position,
      images,
      window: voi?.kind === 'window' && isMonochrome(facts.format) ? voi : undefined,
    },
    dispatch,
  );

  if (stack === undefined) return null;
  const failure: Unshowable | undefined =
    view.state === 'failed'
      ? view.reason
      : refused?.entry === entry
        ? refused.reason
        : props.tablesFailed
          ? 'no-table'
          : undefined;
  const words = overlayWords({
    opened: session.study.opened,
    stack,
    position: shown.position,
    facts,
    look,
    voi,
    isPreview: view.state === 'preview' && failure === undefined,
    scale: decoded === undefined || failure !== undefined ? undefined : scale,
  });
  return (
    <div className="v-stage">
      <div
        ref={host}
        className="v-viewport"
        data-tool={tool}
        role="img"
        aria-label={`Image ${String(shown.position + 1)} of ${String(images)}`}
        aria-busy={view.state === 'waiting' || view.state === 'preview'}
      />
      <Overlay words={words} />
      {view.state === 'waiting' && <Waiting />}
      {failure !== undefined && (
        <div className="v-failure" role="alert">
          <p className="v-failure-title">This image can’t be displayed</p>
          <p>{reasonWords(failure)}</p>
          {(failure === 'unreachable' || failure === 'codec-unavailable' || failure === 'no-table') && (
            <button
              type="button"
              className="v-button"
              onClick={() => {
                session.tables.retry();
                session.engine.retry();
              }}
            >
              Try again
            </button>
          )}
        </div>
      )}
      <StackSlider
        session={session}
        stack={shown.stack}
        position={position}
        images={images}
        dispatch={dispatch}
      />
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
      Loading image…
    </p>
  ) : null;
}

let isFirstMarked = false;

/** The moment the first picture is on the canvas. */
function markFirstImage(): void {
  if (isFirstMarked) return;
  isFirstMarked = true;
  performance.mark('first-image');
}
