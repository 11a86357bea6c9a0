/** Zooming by hand: two fingers, or the wheel with Ctrl. */
import { fromMiddle, zoomAround, type Point } from './gestures.ts';
import type { Size } from './turn.ts';

interface Placed {
  zoom: number;
  pan: Point;
}

/** What is zoomed, as it is on the screen. */
export interface Zoomable {
  placed: () => Placed;
  size: () => Size;
  /** Image pixels that a way on the screen crosses, along the screen's axes. */
  toPan: (way: Point) => Point;
  place: (to: Placed) => void;
}

/** What lies under `at` stays there. */
export function zoomAt({ placed, size, toPan, place }: Zoomable, factor: number, at: Point): void {
  const now = placed();
  place(zoomAround(now, now.zoom * factor, toPan(fromMiddle(at, size()))));
}

export interface Pinch {
  /** The first two of these fingers hold the image from now on; where there are not two, nobody does. */
  hold(fingers: readonly Point[]): void;
  /** What lay between them is between them again, as much larger as they are further apart. */
  move(fingers: readonly Point[]): void;
}

const leastSpread = 20;

function twoOf([a, b]: readonly Point[]): { middle: Point; spread: number } | undefined {
  if (a === undefined || b === undefined) return undefined;
  const spread = Math.max(leastSpread, Math.hypot(a.x - b.x, a.y - b.y));
  return { middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }, spread };
}

/** Counted from where it began: however late a step is drawn, none is lost. */
export function createPinch({ placed, size, toPan, place }: Zoomable): Pinch {
  let held: { middle: Point; spread: number; from: Placed; anchor: Point; pixel: Point } | undefined;
  return {
    hold(fingers) {
      const two = twoOf(fingers);
      held = two && {
        ...two,
        from: placed(),
        anchor: toPan(fromMiddle(two.middle, size())),
        pixel: toPan({ x: 1, y: 1 }),
      };
    },
    move(fingers) {
      const two = twoOf(fingers);
      if (two === undefined || held === undefined) return;
      const { middle, spread, from, anchor, pixel } = held;
      const moved = {
        x: (two.middle.x - middle.x) * pixel.x,
        y: (two.middle.y - middle.y) * pixel.y,
      };
      place(zoomAround(from, (from.zoom * two.spread) / spread, anchor, moved));
    },
  };
}
