/**
 * Pointer and wheel on a plane: left by the chosen tool, middle pans, right zooms, both set the window, the wheel goes
 * through the volume, two fingers zoom and pan.
 */
import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import type { Voi } from '@pacs/shared/display/voi';
import type { Viewport } from '../canvas/viewport.ts';
import { createWheelCounter, draggedZoom, toolOfButtons, type Point } from '../core/gestures.ts';
import { createPinch, zoomAt, type Zoomable } from '../core/pinch.ts';
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
  useLayoutEffect(() => {
    latest.current = now;
  });
  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const pointers = new Map<number, Point>();
    const wheel = createWheelCounter();
    let drag: Drag | undefined;
    let pending = 0;
    let isPinching = false;

    const placeOf = (event: PointerEvent): Point => {
      const box = element.getBoundingClientRect();
      return { x: event.clientX - box.left, y: event.clientY - box.top };
    };
    const pointAt = (place: Point) => {
      const { plane } = latest.current;
      const pixel = viewport.current?.toImage(place);
      if (pixel !== undefined)
        dispatch({ type: 'at', at: fromPixel(plane, { x: pixel.x - 0.5, y: pixel.y - 0.5 }) });
    };
    const placement = () => latest.current.state.placements[latest.current.name];

    const zoomable: Zoomable = {
      placed: placement,
      size: () => viewport.current?.size() ?? { width: 0, height: 0 },
      toPan: (way) => viewport.current?.toPan(way) ?? { x: 0, y: 0 },
      place: (to) => {
        dispatch({ type: 'place', plane: latest.current.name, ...to });
      },
    };
    const pinch = createPinch(zoomable);
    const fingers = () => [...pointers.values()];

    const begin = (buttons: number, start: Point) => {
      const { state, voi } = latest.current;
      const tool = toolOfButtons(buttons, state.tool);
      drag = { tool, start, ...placement(), voi, at: state.at };
      if (tool === 'cross') pointAt(start);
    };
    /** The first of two fingers, or of two buttons, pointed at nothing. */
    const takeBack = () => {
      if (drag?.tool === 'cross') dispatch({ type: 'at', at: drag.at });
      drag = undefined;
    };

    const down = (event: PointerEvent) => {
      element.setPointerCapture(event.pointerId);
      element.focus({ preventScroll: true });
      const place = placeOf(event);
      pointers.set(event.pointerId, place);
      if (pointers.size === 1) begin(event.buttons, place);
      else if (pointers.size === 2) {
        takeBack();
        isPinching = true;
        pinch.hold(fingers());
      }
    };
    const move = (event: PointerEvent) => {
      if (!pointers.has(event.pointerId)) return;
      const place = placeOf(event);
      pointers.set(event.pointerId, place);
      const plane = latest.current.name;
      if (isPinching) {
        pending ||= requestAnimationFrame(() => {
          pending = 0;
          pinch.move(fingers());
        });
        return;
      }
      // A second button that is pressed or let go comes as a movement. What is left of two does nothing more.
      if (event.button !== -1) {
        takeBack();
        if (toolOfButtons(event.buttons, '') === 'window') begin(event.buttons, place);
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
      if (isPinching) pinch.hold(fingers());
      if (pointers.size > 0) return;
      isPinching = false;
      drag = undefined;
    };
    const turn = (event: WheelEvent) => {
      event.preventDefault();
      if (event.ctrlKey) {
        const box = element.getBoundingClientRect();
        const at = { x: event.clientX - box.left, y: event.clientY - box.top };
        zoomAt(zoomable, 2 ** (-event.deltaY / 200), at);
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
