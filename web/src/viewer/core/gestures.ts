/** What movements of pointer and wheel mean. Points and ways are CSS pixels. */
import { withinZoom } from './zoom.ts';

export interface Point {
  x: number;
  y: number;
}

/** A point of the pane as a way from its middle, where zooming leaves the image in place. */
export const fromMiddle = ({ x, y }: Point, size: { width: number; height: number }): Point => ({
  x: x - size.width / 2,
  y: y - size.height / 2,
});

const leftAndRight = 3;

/**
 * Workstation convention: left by the chosen tool, middle pans, right zooms, left and right together set the
 * window. Touch and pen are "left". `buttons` as in PointerEvent.
 */
export function toolOfButtons(buttons: number, chosen: string): string {
  if (buttons === leftAndRight) return 'window';
  if ((buttons & 1) !== 0) return chosen;
  return (buttons & 4) !== 0 ? 'pan' : (buttons & 2) !== 0 ? 'zoom' : chosen;
}

/** How far a finger may tremble while it rests. */
export const restPixels = 8;
export const longPressMs = 450;

/** Dragging up zooms in; 200 pixels double. */
export const draggedZoom = (start: number, movedDown: number): number => start * 2 ** (-movedDown / 200);

/** The pan that keeps the image under `anchor` where it is while the zoom changes; `anchorPan` is it in image pixels. */
function anchoredPan(pan: Point, anchorPan: Point, zoomBefore: number, zoomAfter: number): Point {
  const share = zoomBefore / zoomAfter - 1;
  return { x: pan.x + anchorPan.x * share, y: pan.y + anchorPan.y * share };
}

/**
 * What zooming to `wanted` comes to within the limits. `anchorPan` stays where it is, or goes along by `movedPan`
 * (both in image pixels before the zoom): at a limit nothing slides away under it.
 */
export function zoomAround(
  { zoom: before, pan }: { zoom: number; pan: Point },
  wanted: number,
  anchorPan: Point,
  movedPan: Point = { x: 0, y: 0 },
): { zoom: number; pan: Point } {
  const zoom = withinZoom(wanted);
  const kept = anchoredPan(pan, anchorPan, before, zoom);
  const share = before / zoom;
  return { zoom, pan: { x: kept.x + movedPan.x * share, y: kept.y + movedPan.y * share } };
}

const maxPixelsPerImage = 24;
const minPixelsPerImage = 3;

/** How far to drag for one image: the height of the viewport goes through the stack, within reason. */
export function pixelsPerImage(viewportHeight: number, images: number): number {
  const whole = (viewportHeight * 0.9) / Math.max(1, images - 1);
  return Math.min(maxPixelsPerImage, Math.max(minPixelsPerImage, whole));
}

const pixelsPerNotch = 100;
const pixelsPerLine = 33;

export interface WheelCounter {
  /** Whole images to go for this movement; small movements of a touchpad add up. */
  take(delta: { deltaY: number; deltaMode: number }): number;
}

export function createWheelCounter(): WheelCounter {
  let left = 0;
  return {
    take({ deltaY, deltaMode }) {
      const pixels = deltaMode === 0 ? deltaY : deltaY * pixelsPerLine;
      // A notch of a mouse wheel is one image, whatever the system makes of it.
      if (Math.abs(pixels) >= pixelsPerNotch / 2) {
        left = 0;
        return Math.sign(pixels) * Math.max(1, Math.round(Math.abs(pixels) / pixelsPerNotch));
      }
      if (Math.sign(pixels) !== Math.sign(left)) left = 0;
      left += pixels;
      const images = Math.trunc(left / (pixelsPerNotch / 4));
      left -= images * (pixelsPerNotch / 4);
      return images === 0 ? 0 : images;
    },
  };
}
