/** Mouse, wheel, touch and pen over the viewport. */
import { useEffect, useRef, type RefObject } from 'react';
import {
  anchoredPan,
  createWheelCounter,
  draggedZoom,
  pixelsPerImage,
  toolOfButton,
  type Point,
} from '../core/gestures.ts';
import { draggedWindow } from '../core/presets.ts';
import type { Look, Tool, ViewerAction } from '../core/viewer-state.ts';
import type { Viewport } from '../canvas/viewport.ts';

export interface GestureFacts {
  tool: Tool;
  look: Look;
  position: number;
  images: number;
  /** The window in force; undefined for colour. */
  window: { center: number; width: number } | undefined;
}

interface Drag {
  tool: Tool | 'pinch';
  from: Point;
  facts: GestureFacts;
  spread: number;
}

const between = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
const spreadOf = (a: Point, b: Point) => Math.max(20, Math.hypot(a.x - b.x, a.y - b.y));

export function useGestures(
  host: RefObject<HTMLElement | null>,
  viewport: RefObject<Viewport | undefined>,
  facts: GestureFacts,
  dispatch: (action: ViewerAction) => void,
): void {
  const latest = useRef(facts);
  useEffect(() => {
    latest.current = facts;
  }, [facts]);

  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const pointers = new Map<number, Point>();
    const wheel = createWheelCounter();
    let drag: Drag | undefined;

    const pointOf = (event: MouseEvent): Point => {
      const box = element.getBoundingClientRect();
      return { x: event.clientX - box.left - box.width / 2, y: event.clientY - box.top - box.height / 2 };
    };
    const toPan = (way: Point) => viewport.current?.toPan(way) ?? { x: 0, y: 0 };

    const zoomTo = (zoom: number, anchor: Point, look: Look, moved: Point = { x: 0, y: 0 }) => {
      const kept = anchoredPan(look.pan, toPan(anchor), latest.current.look.zoom, zoom);
      const along = toPan(moved);
      const share = latest.current.look.zoom / zoom;
      dispatch({ type: 'zoom', zoom, pan: { x: kept.x + along.x * share, y: kept.y + along.y * share } });
    };

    const begin = (tool: Tool | 'pinch') => {
      const [first, second] = [...pointers.values()];
      if (first === undefined) return;
      drag = {
        tool,
        from: second === undefined ? first : between(first, second),
        facts: latest.current,
        spread: second === undefined ? 1 : spreadOf(first, second),
      };
    };

    const move = (to: Point) => {
      if (drag === undefined) return;
      const { tool, from, facts: start } = drag;
      const moved = { x: to.x - from.x, y: to.y - from.y };
      if (tool === 'window') {
        if (start.window === undefined) return;
        const perPixel = start.window.width / 300;
        dispatch({ type: 'voi', voi: draggedWindow(start.window, moved, perPixel) });
      } else if (tool === 'pan') {
        const way = toPan(moved);
        dispatch({ type: 'pan', pan: { x: start.look.pan.x + way.x, y: start.look.pan.y + way.y } });
      } else if (tool === 'zoom') {
        const zoom = draggedZoom(start.look.zoom, moved.y);
        // toPan speaks of the scale now in force, the anchor of the one at the start.
        const anchor = toPan(from);
        const then = latest.current.look.zoom / start.look.zoom;
        const anchorPan = { x: anchor.x * then, y: anchor.y * then };
        dispatch({ type: 'zoom', zoom, pan: anchoredPan(start.look.pan, anchorPan, start.look.zoom, zoom) });
      } else if (tool === 'scroll') {
        const by = Math.round(moved.y / pixelsPerImage(element.clientHeight, start.images));
        dispatch({ type: 'position', position: start.position + by });
      }
    };

    const pinch = () => {
      const [first, second] = [...pointers.values()];
      if (drag === undefined || first === undefined || second === undefined) return;
      const middle = between(first, second);
      const spread = spreadOf(first, second);
      const { look } = latest.current;
      zoomTo((look.zoom * spread) / drag.spread, middle, look, {
        x: middle.x - drag.from.x,
        y: middle.y - drag.from.y,
      });
      drag = { ...drag, from: middle, spread };
    };

    const down = (event: PointerEvent) => {
      if (pointers.size === 0 && event.pointerType === 'mouse' && event.button > 2) return;
      element.setPointerCapture(event.pointerId);
      pointers.set(event.pointerId, pointOf(event));
      if (pointers.size === 2) begin('pinch');
      else if (pointers.size === 1) begin(toolOfButton(event.button, latest.current.tool));
      if (event.button === 1) event.preventDefault();
    };
    let pending = 0;
    const moved = (event: PointerEvent) => {
      if (!pointers.has(event.pointerId)) return;
      pointers.set(event.pointerId, pointOf(event));
      pending ||= requestAnimationFrame(() => {
        pending = 0;
        if (drag?.tool === 'pinch') pinch();
        else {
          const [only] = pointers.values();
          if (only !== undefined) move(only);
        }
      });
    };
    const up = (event: PointerEvent) => {
      pointers.delete(event.pointerId);
      drag = undefined;
    };
    const wheeled = (event: WheelEvent) => {
      event.preventDefault();
      const { look } = latest.current;
      if (event.ctrlKey) {
        zoomTo(look.zoom * 2 ** (-event.deltaY / 200), pointOf(event), look);
        return;
      }
      const by = wheel.take(event);
      if (by !== 0) dispatch({ type: 'step', by });
    };
    const fit = () => {
      dispatch({ type: 'fit' });
    };
    const noMenu = (event: Event) => {
      event.preventDefault();
    };

    element.addEventListener('pointerdown', down);
    element.addEventListener('pointermove', moved);
    element.addEventListener('pointerup', up);
    element.addEventListener('pointercancel', up);
    element.addEventListener('wheel', wheeled, { passive: false });
    element.addEventListener('dblclick', fit);
    element.addEventListener('contextmenu', noMenu);
    return () => {
      cancelAnimationFrame(pending);
      element.removeEventListener('pointerdown', down);
      element.removeEventListener('pointermove', moved);
      element.removeEventListener('pointerup', up);
      element.removeEventListener('pointercancel', up);
      element.removeEventListener('wheel', wheeled);
      element.removeEventListener('dblclick', fit);
      element.removeEventListener('contextmenu', noMenu);
    };
  }, [host, viewport, dispatch]);
}
