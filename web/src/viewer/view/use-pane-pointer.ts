/** Mouse, wheel, touch and pen over a pane: who gets which movement. */
import { useLayoutEffect, useRef, type RefObject } from 'react';
import { createWheelCounter, longPressMs, restPixels, toolOfButtons, type Point } from '../core/gestures.ts';
import { createPinch, zoomAt, type Zoomable } from '../core/pinch.ts';
import { inThisPane, type ViewerAction } from '../core/viewer-state.ts';
import { paneTools, toolOf } from './extensions.ts';
import type { PaneFrame } from './pane-frame.ts';
import type { Drag, PaneHandle, PanePointer } from './pane-layers.ts';

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
    /** Until the last finger is gone: one that is left does nothing. */
    let isPinching = false;
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

    const zoomable: Zoomable = {
      placed: () => latest.current.frame.look,
      size: () => latest.current.frame.transforms.size(),
      toPan: (way) => latest.current.frame.transforms.toPan(way),
      place: (to) => {
        pane.dispatch({ type: 'zoom', ...to });
      },
    };
    const pinch = createPinch(zoomable);
    const fingers = () => [...pointers.values()].map(({ screen }) => screen);

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
        isPinching = true;
        pinch.hold(fingers());
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
        if (isPinching) {
          pinch.move(fingers());
          return;
        }
        const [only] = pointers.values();
        if (only !== undefined) drag?.move(only);
      });
    };

    const fewer = () => {
      if (isPinching) pinch.hold(fingers());
      if (pointers.size === 0) isPinching = false;
    };
    const up = (event: PointerEvent) => {
      clearTimeout(rest);
      if (!pointers.delete(event.pointerId)) return;
      if (!isPinching && drag !== undefined) {
        const at = pointerOf(event);
        drag.move(at);
        drag.end?.(at);
      }
      drag = undefined;
      fewer();
    };
    const aborted = (event: PointerEvent) => {
      pointers.delete(event.pointerId);
      cancel();
      fewer();
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
        zoomAt(zoomable, 2 ** (-event.deltaY / 200), pointerOf(event).screen);
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
