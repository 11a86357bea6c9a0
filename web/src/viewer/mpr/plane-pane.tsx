/** One of the three planes: its picture, what must be read with it, and the lines where the others cross it. */
import { useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { createPainter, type Painter } from '../canvas/painter.ts';
import { createViewport, type Viewport } from '../canvas/viewport.ts';
import { upright } from '../core/turn.ts';
import { CrossLines, type Drawn } from './cross-lines.tsx';
import { moveInPlane, planeThrough } from './core/plane.ts';
import { planeTitles } from './core/mpr-words.ts';
import { planePainting } from './core/plane-painting.ts';
import { Overlay } from '../view/overlay.tsx';
import { planeWords } from './plane-words.ts';
import type { PlanePaneProps } from './plane-props.ts';
import { PlaneSlider } from './plane-slider.tsx';
import { isFinished, useCut } from './use-cut.ts';
import { usePlaneGestures } from './use-plane-gestures.ts';
import { say } from '../../words/say.ts';

const squarePixel = { width: 1, height: 1 };

export function PlanePane(props: PlanePaneProps) {
  const { name, work, geometry, state, dispatch, display, format, luts, voi, onScreen } = props;
  const host = useRef<HTMLDivElement>(null);
  const viewport = useRef<Viewport>(undefined);
  const painter = useRef<Painter>(undefined);
  const [drawn, setDrawn] = useState<Drawn>();
  const { cut, hasFailed } = useCut(work, geometry, name, state);
  const plane = planeThrough(geometry, name, state.at);
  const placement = state.placements[name];
  const { columns, rows } = plane;

  useLayoutEffect(() => {
    if (host.current === null) return;
    const made = createViewport(host.current);
    made.onDrawn(() => {
      const corner = made.toScreen({ x: 0, y: 0 });
      const next = made.toScreen({ x: 1, y: 0 });
      if (corner && next) setDrawn({ ...corner, scale: next.x - corner.x, ...made.size() });
    });
    viewport.current = made;
    painter.current = createPainter();
    return () => {
      made.close();
      viewport.current = undefined;
    };
  }, []);

  useLayoutEffect(() => {
    if (cut === undefined || painter.current === undefined) {
      viewport.current?.clear();
      return;
    }
    const version = painter.current.take(
      planePainting(
        cut,
        { rows, columns },
        {
          display,
          luts,
          voi,
          invert: state.invert,
          photometricInterpretation: format.photometricInterpretation,
        },
      ),
    );
    const { canvas, paint } = painter.current;
    viewport.current?.show(
      { canvas, paint, size: { width: columns, height: rows }, pixel: squarePixel, version },
      { turn: upright, ...placement },
    );
  }, [cut, display, format, luts, voi, state.invert, placement, columns, rows]);

  const isWhole = isFinished(cut, plane, state.slab);
  const words = planeWords({ ...props, plane, isPreview: cut !== undefined && !isWhole });
  // With the picture, or what is saved in between has the words of another moment.
  useLayoutEffect(() => {
    onScreen(name, {
      toPan: (way) => viewport.current?.toPan(way) ?? { x: 0, y: 0 },
      picture: () => {
        if (hasFailed) throw new Error('the plane could not be cut');
        const box = host.current?.getBoundingClientRect();
        const canvas = viewport.current?.canvas();
        return isWhole && box && canvas ? { canvas, words, box } : undefined;
      },
    });
    return () => {
      onScreen(name, undefined);
    };
  });

  usePlaneGestures(host, viewport, { name, plane, state, voi }, dispatch);
  const onKeyDown = (event: KeyboardEvent) => {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    const by = event.shiftKey ? 10 : 1;
    // With Shift they move the picture, as in any pane.
    if (way !== undefined && !event.shiftKey)
      dispatch({ type: 'at', at: moveInPlane(plane, state.at, way[0] ?? 0, way[1] ?? 0) });
    else if (event.key === 'PageDown' || event.key === 'PageUp')
      dispatch({ type: 'step', plane: name, by: event.key === 'PageDown' ? by : -by });
    else if (event.key === 'Enter') dispatch({ type: 'alone', plane: name });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const title = say(planeTitles[name]);
  return (
    <section
      className="v-plane"
      data-plane={name}
      aria-label={say('{plane} plane', { plane: title })}
      onFocus={() => {
        dispatch({ type: 'active', plane: name });
      }}
    >
      <div
        ref={host}
        className="v-viewport"
        data-tool={state.tool}
        tabIndex={0}
        role="application"
        aria-label={say(
          '{plane} plane: arrow keys move the crossing point, Page Up and Page Down the plane',
          { plane: title },
        )}
        aria-busy={cut === undefined && !hasFailed}
        onKeyDown={onKeyDown}
        onDoubleClick={() => {
          dispatch({ type: 'alone', plane: name });
        }}
      />
      {drawn !== undefined && (
        <CrossLines
          drawn={drawn}
          plane={plane}
          name={name}
          at={state.at}
          thicknessMm={state.slab.thicknessMm}
        />
      )}
      <Overlay words={words} />
      {hasFailed && (
        <div className="v-failure" role="alert">
          <p>{say('This plane could not be cut. Move it to try again.')}</p>
        </div>
      )}
      <PlaneSlider name={name} geometry={geometry} at={state.at} dispatch={dispatch} />
    </section>
  );
}
