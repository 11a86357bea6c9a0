/**
 * Pointer and wheel on a plane: left by the chosen tool, middle pans, right zooms, the wheel goes through the volume, two
 * fingers zoom and pan.
 */
import { useEffect, useRef, type RefObject } from 'react';
import type { Voi } from '@pacs/shared/display/voi';
import type { Viewport } from '../canvas/viewport.ts';
import {
  createWheelCounter,
  draggedZoom,
  fromMiddle,
  toolOfButtons,
  zoomAround,
  type Point,
} from '../core/gestures.ts';
import { draggedWindow } from '../core/presets.ts';
import { fromPixel, type Plane, type PlaneName } from './core/plane.ts';
import type { MprAction, MprState } from './core/mpr-state.ts';

interface Now {
  name: PlaneName;
  plane: Plane;
  state: MprState;
  voi: Voi;
}

interface Drag {
  tool: string;
  start: Point;
  zoom: number;
  pan: Point;
  voi: Voi;
  at: MprState['at'];
}

export function usePlaneGestures(
  host: RefObject<HTMLElement | null>,
  viewport: RefObject<Viewport | undefined>,
  now: Now,
  dispatch: (action: MprAction) => void,
): void {
  const latest = useRef(now);
  useEffect(() => {
    latest.current = now;
  });
  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const pointers = new Map<number, Point>();
    const wheel = createWheelCounter();
    let drag: Drag | undefined;
    let pending = 0;
    let pinch: { middle: Point; spread: number } | undefined;

    const placeOf = (event: PointerEvent): Point => {
      const box = element.getBoundingClientRect();
      return { x: event.clientX - box.left, y: event.clientY - box.top };
    };
    const twoFingers = (): { middle: Point; spread: number } | undefined => {
      const [a, b] = [...pointers.values()];
      if (a === undefined || b === undefined) return undefined;
      const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
      return { middle, spread: Math.max(20, Math.hypot(a.x - b.x, a.y - b.y)) };
    };
    const pointAt = (place: Point) => {
      const { plane } = latest.current;
      const pixel = viewport.current?.toImage(place);
      if (pixel !== undefined)
        dispatch({ type: 'at', at: fromPixel(plane, { x: pixel.x - 0.5, y: pixel.y - 0.5 }) });
    };
    const placement = () => latest.current.state.placements[latest.current.name];

    /** What lies under `at` stays there, or goes along by `moved`. */
    const zoomTo = (zoom: number, at: Point, moved: Point) => {
      const shown = viewport.current;
      if (shown === undefined) return;
      const anchor = shown.toPan(fromMiddle(at, shown.size()));
      const placed = zoomAround(placement(), zoom, anchor, shown.toPan(moved));
      dispatch({ type: 'place', plane: latest.current.name, ...placed });
    };
    const movePinch = () => {
      const now = twoFingers();
      if (now === undefined || pinch === undefined) return;
      const moved = { x: now.middle.x - pinch.middle.x, y: now.middle.y - pinch.middle.y };
      zoomTo((placement().zoom * now.spread) / pinch.spread, pinch.middle, moved);
      pinch = now;
    };

    const down = (event: PointerEvent) => {
      element.setPointerCapture(event.pointerId);
      element.focus({ preventScroll: true });
      const place = placeOf(event);
      pointers.set(event.pointerId, place);
      const { zoom, pan } = placement();
      if (pointers.size === 2) {
        // The first of two fingers pointed at nothing.
        if (drag?.tool === 'cross') dispatch({ type: 'at', at: drag.at });
        drag = undefined;
        pinch = twoFingers();
        return;
      }
      const tool = toolOfButtons(event.buttons, latest.current.state.tool);
      drag = { tool, start: place, zoom, pan, voi: latest.current.voi, at: latest.current.state.at };
      if (tool === 'cross') pointAt(place);
    };
    const move = (event: PointerEvent) => {
      if (!pointers.has(event.pointerId)) return;
      const place = placeOf(event);
      pointers.set(event.pointerId, place);
      const plane = latest.current.name;
      if (pinch !== undefined) {
        pending ||= requestAnimationFrame(() => {
          pending = 0;
          movePinch();
        });
        return;
      }
      if (drag === undefined) return;
      const moved = { x: place.x - drag.start.x, y: place.y - drag.start.y };
      if (drag.tool === 'cross') pointAt(place);
      else if (drag.tool === 'zoom')
        dispatch({ type: 'place', plane, zoom: draggedZoom(drag.zoom, moved.y) });
      else if (drag.tool === 'pan') {
        const way = viewport.current?.toPan(moved) ?? { x: 0, y: 0 };
        dispatch({ type: 'place', plane, pan: { x: drag.pan.x + way.x, y: drag.pan.y + way.y } });
      } else if (drag.voi.kind === 'window')
        dispatch({ type: 'voi', voi: draggedWindow(drag.voi, moved, Math.max(1, drag.voi.width) / 300) });
    };
    const up = (event: PointerEvent) => {
      pointers.delete(event.pointerId);
      if (pointers.size < 2) pinch = undefined;
      if (pointers.size === 0) drag = undefined;
    };
    const turn = (event: WheelEvent) => {
      event.preventDefault();
      if (event.ctrlKey) {
        const box = element.getBoundingClientRect();
        const at = { x: event.clientX - box.left, y: event.clientY - box.top };
        zoomTo(placement().zoom * 2 ** (-event.deltaY / 200), at, { x: 0, y: 0 });
        return;
      }
      const by = wheel.take(event);
      if (by !== 0) dispatch({ type: 'step', plane: latest.current.name, by });
    };
    const noMenu = (event: Event) => {
      event.preventDefault();
    };
    const listening = new AbortController();
    const { signal } = listening;
    element.addEventListener('pointerdown', down, { signal });
    element.addEventListener('pointermove', move, { signal });
    element.addEventListener('pointerup', up, { signal });
    element.addEventListener('pointercancel', up, { signal });
    element.addEventListener('wheel', turn, { passive: false, signal });
    element.addEventListener('contextmenu', noMenu, { signal });
    return () => {
      cancelAnimationFrame(pending);
      listening.abort();
    };
  }, [host, viewport, dispatch]);
}
