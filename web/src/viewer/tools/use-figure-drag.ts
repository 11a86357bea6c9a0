/** Dragging of figures, handles and labels, which lie over the pane that takes all other movements. */
import type { ImagePoint } from '@pacs/shared/annotations';
import type { PointerEvent as ReactPointerEvent, WheelEvent as ReactWheelEvent } from 'react';
import type { PaneTransforms } from '../view/pane-frame.ts';

export interface FigureDrag {
  /** The way since the press, in the image, and where the pointer is. */
  move(way: ImagePoint, at: ImagePoint): void;
  end(wasDragged: boolean): void;
  cancel(): void;
}

const clickPixels = 3;

const viewportOf = (element: Element): HTMLElement | null | undefined =>
  element.closest('.v-pane')?.querySelector<HTMLElement>('.v-viewport');

/** What is not ours goes to the pane below: other buttons, the wheel. */
export function forward(event: ReactPointerEvent | ReactWheelEvent): void {
  const { nativeEvent } = event;
  const below = viewportOf(event.currentTarget);
  const again =
    nativeEvent instanceof WheelEvent
      ? new WheelEvent(nativeEvent.type, nativeEvent)
      : new PointerEvent(nativeEvent.type, nativeEvent);
  below?.dispatchEvent(again);
}

/** Follows the pointer that just went down, until it goes up or Escape ends it. */
export function followPointer(event: ReactPointerEvent, transforms: PaneTransforms, drag: FigureDrag): void {
  const element = event.currentTarget;
  const box = viewportOf(element)?.getBoundingClientRect();
  const imageAt = (pointer: { clientX: number; clientY: number }) =>
    box && transforms.screenToImage({ x: pointer.clientX - box.left, y: pointer.clientY - box.top });
  const from = imageAt(event);
  if (from === undefined) return;
  const { pointerId, clientX, clientY } = event;
  const stops = new AbortController();
  const { signal } = stops;
  let wasDragged = false;
  element.setPointerCapture(pointerId);

  const listen = <K extends keyof HTMLElementEventMap>(
    on: EventTarget,
    kind: K,
    act: (event: HTMLElementEventMap[K]) => void,
  ) => {
    on.addEventListener(kind, act as EventListener, { signal });
  };
  listen(element, 'pointermove', (moved) => {
    if (moved.pointerId !== pointerId) return;
    wasDragged ||= Math.hypot(moved.clientX - clientX, moved.clientY - clientY) > clickPixels;
    const at = imageAt(moved);
    if (wasDragged && at !== undefined) drag.move({ x: at.x - from.x, y: at.y - from.y }, at);
  });
  listen(element, 'pointerup', (up) => {
    if (up.pointerId !== pointerId) return;
    stops.abort();
    drag.end(wasDragged);
  });
  const cancelled = () => {
    stops.abort();
    drag.cancel();
  };
  listen(element, 'pointercancel', cancelled);
  listen(window, 'keydown', (pressed) => {
    if (pressed.key === 'Escape') cancelled();
  });
}
