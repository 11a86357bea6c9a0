/** Mouse, wheel, touch and pen over a pane: who gets which movement. */
import { useLayoutEffect, useRef, type RefObject } from 'react';
import {
  createWheelCounter,
  fromMiddle,
  longPressMs,
  restPixels,
  toolOfButtons,
  zoomAround,
  type Point,
} from '../core/gestures.ts';
import { inThisPane, type ViewerAction } from '../core/viewer-state.ts';
import { paneTools, toolOf } from './extensions.ts';
import type { PaneFrame } from './pane-frame.ts';
import type { Drag, PaneHandle, PanePointer } from './pane-layers.ts';

const between = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
const spreadOf = (a: Point, b: Point) => Math.max(20, Math.hypot(a.x - b.x, a.y - b.y));

const atRest = paneTools.find(({ onLongPress }) => onLongPress === true);

export function usePanePointer(
  host: RefObject<HTMLElement | null>,
  frame: PaneFrame,
  tool: string,
  dispatch: (action: ViewerAction) => void,
): void {
  const latest = useRef({ frame, tool });
  useLayoutEffect(() => {
    latest.current = { frame, tool };
  }, [frame, tool]);

  useLayoutEffect(() => {
    const element = host.current;
    if (element === null) return;
    const pane: PaneHandle = {
      frame: () => latest.current.frame,
      dispatch: (action) => {
        dispatch(inThisPane(action, latest.current.frame.pane));
      },
    };
    const pointers = new Map<number, PanePointer>();
    let pressedAt: Point | undefined;
    const wheel = createWheelCounter();
    let drag: Drag | undefined;
    let pinch: { middle: Point; spread: number } | undefined;
    let rest: ReturnType<typeof setTimeout> | undefined;

    const pointerOf = (event: MouseEvent): PanePointer => {
      const box = element.getBoundingClientRect();
      const screen = { x: event.clientX - box.left, y: event.clientY - box.top };
      return {
        screen,
        image: latest.current.frame.transforms.screenToImage(screen),
        pointerType: 'pointerType' in event ? String(event.pointerType) : 'mouse',
        shiftKey: event.shiftKey,
        altKey: event.altKey,
      };
    };

    const begin = (id: string, at: PanePointer) => {
      drag?.cancel?.();
      drag = toolOf(id)?.begin(at, pane);
    };
    const cancel = () => {
      clearTimeout(rest);
      drag?.cancel?.();
      drag = undefined;
    };

    const zoomTo = (zoom: number, at: Point, moved: Point) => {
      const { look, transforms } = latest.current.frame;
      const anchor = transforms.toPan(fromMiddle(at, transforms.size()));
      pane.dispatch({ type: 'zoom', ...zoomAround(look, zoom, anchor, transforms.toPan(moved)) });
    };
    const twoFingers = (): { middle: Point; spread: number } | undefined => {
      const [first, second] = [...pointers.values()];
      if (first === undefined || second === undefined) return undefined;
      return { middle: between(first.screen, second.screen), spread: spreadOf(first.screen, second.screen) };
    };
    const movePinch = () => {
      const now = twoFingers();
      if (now === undefined || pinch === undefined) return;
      const moved = { x: now.middle.x - pinch.middle.x, y: now.middle.y - pinch.middle.y };
      zoomTo((latest.current.frame.look.zoom * now.spread) / pinch.spread, pinch.middle, moved);
      pinch = now;
    };

    const down = (event: PointerEvent) => {
      pane.dispatch({ type: 'activate', pane: latest.current.frame.pane });
      if (event.pointerType === 'mouse' && event.button > 2) return;
      if (event.button === 1) event.preventDefault();
      element.setPointerCapture(event.pointerId);
      const at = pointerOf(event);
      pointers.set(event.pointerId, at);
      pressedAt = at.screen;
      if (pointers.size === 2) {
        cancel();
        pinch = twoFingers();
      } else if (pointers.size === 1) {
        begin(toolOfButtons(event.buttons, latest.current.tool), at);
        if (atRest !== undefined && event.pointerType === 'touch')
          rest = setTimeout(() => {
            begin(atRest.id, at);
          }, longPressMs);
      }
    };

    let pending = 0;
    const moved = (event: PointerEvent) => {
      const at = pointerOf(event);
      if (!pointers.has(event.pointerId)) {
        toolOf(latest.current.tool)?.hover?.(at, pane);
        return;
      }
      if (pressedAt && Math.hypot(at.screen.x - pressedAt.x, at.screen.y - pressedAt.y) > restPixels)
        clearTimeout(rest);
      // A second button that is pressed or let go comes as a movement.
      if (event.button !== -1) begin(toolOfButtons(event.buttons, latest.current.tool), at);
      pointers.set(event.pointerId, at);
      pending ||= requestAnimationFrame(() => {
        pending = 0;
        if (pinch !== undefined) {
          movePinch();
          return;
        }
        const [only] = pointers.values();
        if (only !== undefined) drag?.move(only);
      });
    };

    const up = (event: PointerEvent) => {
      clearTimeout(rest);
      if (!pointers.delete(event.pointerId)) return;
      if (pinch === undefined && drag !== undefined) {
        const at = pointerOf(event);
        drag.move(at);
        drag.end?.(at);
      }
      drag = undefined;
      if (pointers.size === 0) pinch = undefined;
    };
    const aborted = (event: PointerEvent) => {
      pointers.delete(event.pointerId);
      cancel();
      if (pointers.size === 0) pinch = undefined;
    };
    const left = () => {
      if (pointers.size === 0) toolOf(latest.current.tool)?.hover?.(undefined, pane);
    };
    const escaped = (event: KeyboardEvent) => {
      if (event.key === 'Escape') cancel();
    };
    const wheeled = (event: WheelEvent) => {
      event.preventDefault();
      if (event.ctrlKey) {
        const { zoom } = latest.current.frame.look;
        zoomTo(zoom * 2 ** (-event.deltaY / 200), pointerOf(event).screen, { x: 0, y: 0 });
        return;
      }
      const by = wheel.take(event);
      if (by !== 0) pane.dispatch({ type: 'step', by });
    };
    const doubled = () => {
      pane.dispatch({ type: 'maximise', pane: latest.current.frame.pane });
    };
    const noMenu = (event: Event) => {
      event.preventDefault();
    };

    const listening = new AbortController();
    const { signal } = listening;
    element.addEventListener('pointerdown', down, { signal });
    element.addEventListener('pointermove', moved, { signal });
    element.addEventListener('pointerup', up, { signal });
    element.addEventListener('pointercancel', aborted, { signal });
    element.addEventListener('pointerleave', left, { signal });
    element.addEventListener('wheel', wheeled, { passive: false, signal });
    element.addEventListener('dblclick', doubled, { signal });
    element.addEventListener('contextmenu', noMenu, { signal });
    window.addEventListener('keydown', escaped, { signal });
    return () => {
      cancelAnimationFrame(pending);
      cancel();
      listening.abort();
    };
  }, [host, dispatch]);
}
