/** Pointer and wheel on a plane: left by the chosen tool, middle pans, right zooms, the wheel goes through the volume. */
import { useEffect, useRef, type RefObject } from 'react';
import type { Voi } from '@pacs/shared/display/voi';
import type { Viewport } from '../canvas/viewport.ts';
import { createWheelCounter, draggedZoom, toolOfButtons, type Point } from '../core/gestures.ts';
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
    let pinch: { distance: number; zoom: number } | undefined;

    const placeOf = (event: PointerEvent): Point => {
      const box = element.getBoundingClientRect();
      return { x: event.clientX - box.left, y: event.clientY - box.top };
    };
    const spread = () => {
      const [a, b] = [...pointers.values()];
      return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
    };
    const pointAt = (place: Point) => {
      const { plane } = latest.current;
      const pixel = viewport.current?.toImage(place);
      if (pixel !== undefined)
        dispatch({ type: 'at', at: fromPixel(plane, { x: pixel.x - 0.5, y: pixel.y - 0.5 }) });
    };
    const placement = () => latest.current.state.placements[latest.current.name];

    const down = (event: PointerEvent) => {
      element.setPointerCapture(event.pointerId);
      element.focus({ preventScroll: true });
      const place = placeOf(event);
      pointers.set(event.pointerId, place);
      const { zoom, pan } = placement();
      if (pointers.size === 2) {
        drag = undefined;
        pinch = { distance: spread(), zoom };
        return;
      }
      const tool = toolOfButtons(event.buttons, latest.current.state.tool);
      drag = { tool, start: place, zoom, pan, voi: latest.current.voi };
      if (tool === 'cross') pointAt(place);
    };
    const move = (event: PointerEvent) => {
      if (!pointers.has(event.pointerId)) return;
      const place = placeOf(event);
      pointers.set(event.pointerId, place);
      const plane = latest.current.name;
      if (pinch !== undefined && pinch.distance > 0) {
        dispatch({ type: 'place', plane, zoom: (pinch.zoom * spread()) / pinch.distance });
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
      const plane = latest.current.name;
      if (event.ctrlKey) {
        dispatch({ type: 'place', plane, zoom: placement().zoom * 2 ** (-event.deltaY / 300) });
        return;
      }
      const by = wheel.take(event);
      if (by !== 0) dispatch({ type: 'step', plane, by });
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
      listening.abort();
    };
  }, [host, viewport, dispatch]);
}
