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

/**
 * Follows the pointer that just went down, until it goes up; Escape, a lost pointer (its element went away) and the
 * answer's call cancel it. Heard at the document, which hears the end wherever the pointer is by then.
 */
export function followPointer(
  event: Pick<ReactPointerEvent, 'currentTarget' | 'pointerId' | 'clientX' | 'clientY'>,
  transforms: Pick<PaneTransforms, 'screenToImage'>,
  drag: FigureDrag,
): () => void {
  const element = event.currentTarget;
  const box = viewportOf(element)?.getBoundingClientRect();
  const imageAt = (pointer: { clientX: number; clientY: number }) =>
    box && transforms.screenToImage({ x: pointer.clientX - box.left, y: pointer.clientY - box.top });
  const from = imageAt(event);
  const stops = new AbortController();
  const { signal } = stops;
  const cancel = () => {
    if (signal.aborted) return;
    stops.abort();
    drag.cancel();
  };
  if (from === undefined) return cancel;
  const { pointerId, clientX, clientY } = event;
  let wasDragged = false;
  element.setPointerCapture(pointerId);

  const listen = <K extends keyof DocumentEventMap>(kind: K, act: (event: DocumentEventMap[K]) => void) => {
    element.ownerDocument.addEventListener(kind, act, { signal, capture: true });
  };
  const listenToPointer = (
    kind: 'pointermove' | 'pointerup' | 'pointercancel' | 'lostpointercapture',
    act: (event: PointerEvent) => void,
  ) => {
    listen(kind, (pointer) => {
      if (pointer.pointerId === pointerId) act(pointer);
    });
  };
  listenToPointer('pointermove', (moved) => {
    wasDragged ||= Math.hypot(moved.clientX - clientX, moved.clientY - clientY) > clickPixels;
    const at = imageAt(moved);
    if (wasDragged && at !== undefined) drag.move({ x: at.x - from.x, y: at.y - from.y }, at);
  });
  listenToPointer('pointerup', () => {
    stops.abort();
    drag.end(wasDragged);
  });
  listenToPointer('pointercancel', cancel);
  listenToPointer('lostpointercapture', cancel);
  listen('keydown', (pressed) => {
    if (pressed.key === 'Escape') cancel();
  });
  return cancel;
}
