/** A round part of the image, larger: of the image's own pixels, not of the screen's. */
import { useLayoutEffect, useRef } from 'react';
import { createPainter, type Painter } from '../canvas/painter.ts';
import type { Point } from '../core/gestures.ts';
import type { Seen } from '../core/seen.ts';
import { paintingOf } from '../view/painting-of.ts';
import type { PaneFrame } from '../view/pane-frame.ts';

const diameter = 176;
const enlargement = 2.5;
/** So far above a finger that it does not cover what is looked at. */
const fingerHeight = 120;

/** What lies under the lens, which shows the image's own pixels. */
function seenThrough({ transforms }: PaneFrame, at: Point): Seen | undefined {
  const reach = diameter / 2 / enlargement;
  const corners = [-reach, reach].flatMap((x) =>
    [-reach, reach].map((y) => transforms.screenToImage({ x: at.x + x, y: at.y + y })),
  );
  const known = corners.filter((corner) => corner !== undefined);
  if (known.length === 0) return undefined;
  const across = known.map(({ x }) => x);
  const down = known.map(({ y }) => y);
  return {
    left: Math.min(...across),
    right: Math.max(...across),
    top: Math.min(...down),
    bottom: Math.max(...down),
    scale: 1,
  };
}

export function Lens({ frame, at, isTouch }: { frame: PaneFrame; at: Point; isTouch: boolean }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const painter = useRef<Painter>(undefined);

  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    const matrix = frame.transforms.matrix();
    const painting = paintingOf(frame, frame.decoded);
    if (!canvas.current || !context || !matrix || !painting) return;
    painter.current ??= createPainter();
    painter.current.take(painting);
    const density = window.devicePixelRatio || 1;
    canvas.current.width = diameter * density;
    canvas.current.height = diameter * density;
    context.fillStyle = 'black';
    context.fillRect(0, 0, canvas.current.width, canvas.current.height);
    const scale = enlargement * density;
    const middle = (diameter / 2) * density;
    const [a, b, c, d, e, f] = matrix;
    context.imageSmoothingEnabled = false;
    context.setTransform(
      a * scale,
      b * scale,
      c * scale,
      d * scale,
      (e - at.x) * scale + middle,
      (f - at.y) * scale + middle,
    );
    const { source, at: corner, size } = painter.current.paint(seenThrough(frame, at));
    context.drawImage(
      painter.current.canvas,
      0,
      0,
      source.width,
      source.height,
      corner.x,
      corner.y,
      size.width,
      size.height,
    );
  }, [frame, at]);

  const place = { x: at.x - diameter / 2, y: at.y - diameter / 2 - (isTouch ? fingerHeight : 0) };
  return (
    <canvas
      ref={canvas}
      className="m-lens"
      style={{ width: diameter, height: diameter, translate: `${String(place.x)}px ${String(place.y)}px` }}
      aria-hidden
    />
  );
}
