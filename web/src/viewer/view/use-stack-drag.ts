/** Carries a stack from the strip into a pane: mouse, pen and finger alike. */
import { useEffect, useEffectEvent, type RefObject } from 'react';
import { restPixels } from '../core/gestures.ts';

const paneAt = (x: number, y: number): HTMLElement | undefined =>
  document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-pane]') ?? undefined;

/** `drop` gets the ordinal of the pane that it was let go over. A finger that scrolls the strip carries nothing. */
export function useStackDrag(handle: RefObject<HTMLElement | null>, drop: (pane: number) => void): void {
  const dropped = useEffectEvent(drop);
  useEffect(() => {
    const element = handle.current;
    if (element === null) return;
    let from: { x: number; y: number } | undefined;
    let ghost: HTMLElement | undefined;
    let over: HTMLElement | undefined;

    const aim = (pane: HTMLElement | undefined) => {
      if (pane === over) return;
      over?.removeAttribute('data-aimed');
      pane?.setAttribute('data-aimed', '');
      over = pane;
    };
    const stop = () => {
      from = undefined;
      ghost?.remove();
      ghost = undefined;
      aim(undefined);
    };
    const down = (event: PointerEvent) => {
      if (event.button === 0) from = { x: event.clientX, y: event.clientY };
    };
    const moved = (event: PointerEvent) => {
      if (from === undefined) return;
      const { clientX: x, clientY: y } = event;
      if (ghost === undefined) {
        if (Math.hypot(x - from.x, y - from.y) < restPixels) return;
        element.setPointerCapture(event.pointerId);
        ghost = element.cloneNode(true) as HTMLElement;
        ghost.className = 'v-ghost';
        ghost.inert = true;
        // A clone of a canvas is empty.
        const [picture, copy] = [element.querySelector('canvas'), ghost.querySelector('canvas')];
        if (picture !== null) copy?.getContext('2d')?.drawImage(picture, 0, 0);
        element.closest('.v-root')?.append(ghost);
      }
      ghost.style.translate = `${String(x)}px ${String(y)}px`;
      aim(paneAt(x, y));
    };
    const up = (event: PointerEvent) => {
      if (ghost !== undefined) {
        const pane = paneAt(event.clientX, event.clientY)?.dataset['pane'];
        if (pane !== undefined) dropped(Number(pane));
        // The click that follows is the end of the drag.
        element.addEventListener('click', swallow, { capture: true, once: true });
        setTimeout(() => {
          element.removeEventListener('click', swallow, { capture: true });
        });
      }
      stop();
    };
    const swallow = (event: Event) => {
      event.stopPropagation();
      event.preventDefault();
    };

    element.addEventListener('pointerdown', down);
    element.addEventListener('pointermove', moved);
    element.addEventListener('pointerup', up);
    element.addEventListener('pointercancel', stop);
    return () => {
      stop();
      element.removeEventListener('pointerdown', down);
      element.removeEventListener('pointermove', moved);
      element.removeEventListener('pointerup', up);
      element.removeEventListener('pointercancel', stop);
    };
  }, [handle]);
}
