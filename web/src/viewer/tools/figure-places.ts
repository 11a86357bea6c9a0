/** Where on the screen the parts of a figure lie. */
import type { Annotation, ImagePoint } from '@pacs/shared/annotations';
import type { Point } from '../core/gestures.ts';
import type { PaneTransforms } from '../view/pane-frame.ts';

type Figure = Pick<Annotation, 'kind' | 'points'>;

/** Where image points lie on whatever is drawn on: a pane, or a picture that is saved. */
export type Placing = Pick<PaneTransforms, 'imageToScreen' | 'size'>;

/** undefined while nothing is on the screen. */
export function screenPoints(points: readonly ImagePoint[], placing: Placing): Point[] | undefined {
  const screen = points.map((point) => placing.imageToScreen(point));
  return screen.every((point) => point !== undefined) ? screen : undefined;
}

/** A point that can be dragged: which of the figure's points gives its column, and which its row. */
export interface HandlePlace {
  x: number;
  y: number;
  at: ImagePoint;
}

/** Corners of a box, ends of everything else. */
export function handlesOf({ kind, points }: Figure): HandlePlace[] {
  const [a, b] = points;
  if ((kind === 'rectangle' || kind === 'ellipse') && a !== undefined && b !== undefined)
    return [
      { x: 0, y: 0, at: a },
      { x: 1, y: 0, at: { x: b.x, y: a.y } },
      { x: 1, y: 1, at: b },
      { x: 0, y: 1, at: { x: a.x, y: b.y } },
    ];
  return points.map((at, ordinal) => ({ x: ordinal, y: ordinal, at }));
}

export function withHandle<T extends Figure>(figure: T, { x, y }: HandlePlace, to: ImagePoint): T {
  const points = figure.points.map((point, at) => ({
    x: at === x ? to.x : point.x,
    y: at === y ? to.y : point.y,
  }));
  return { ...figure, points };
}

const probeArm = 7;
const headLength = 13;
const headWidth = 5;

/** SVG path in screen coordinates; undefined while nothing is on the screen. */
export function figurePath({ kind, points }: Figure, placing: Placing): string | undefined {
  const screen = screenPoints(points, placing);
  if (screen === undefined) return undefined;
  const [a, b, c, d] = screen;
  if (a === undefined) return undefined;
  if (kind === 'probe')
    return `M${at(a, -probeArm, 0)}L${at(a, probeArm, 0)}M${at(a, 0, -probeArm)}L${at(a, 0, probeArm)}`;
  if (b === undefined) return `M${at(a)}L${at(a)}`;
  switch (kind) {
    case 'length':
      return `M${at(a)}L${at(b)}`;
    case 'arrow':
      return arrowPath(a, b);
    case 'angle':
      return `M${at(a)}L${at(b)}${c === undefined ? '' : `L${at(c)}`}`;
    case 'cobb':
      return `M${at(a)}L${at(b)}${c && d ? `M${at(c)}L${at(d)}` : ''}`;
    case 'rectangle':
      return `M${at(a)}H${fixed(b.x)}V${fixed(b.y)}H${fixed(a.x)}Z`;
    case 'ellipse':
      return ellipsePath(a, b);
  }
}

const fixed = (value: number) => value.toFixed(2);
const at = ({ x, y }: Point, right = 0, down = 0) => `${fixed(x + right)} ${fixed(y + down)}`;

/** The first point is what is pointed at. */
function arrowPath(tip: Point, tail: Point): string {
  const length = Math.hypot(tail.x - tip.x, tail.y - tip.y) || 1;
  const along = { x: (tail.x - tip.x) / length, y: (tail.y - tip.y) / length };
  const side = (sign: 1 | -1) =>
    at(
      tip,
      along.x * headLength - along.y * headWidth * sign,
      along.y * headLength + along.x * headWidth * sign,
    );
  return `M${at(tail)}L${at(tip)}M${side(1)}L${at(tip)}L${side(-1)}`;
}

function ellipsePath(a: Point, b: Point): string {
  const rx = fixed(Math.abs(b.x - a.x) / 2);
  const ry = fixed(Math.abs(b.y - a.y) / 2);
  const y = (a.y + b.y) / 2;
  const [left, right] = [
    { x: a.x, y },
    { x: b.x, y },
  ];
  return `M${at(left)}A${rx} ${ry} 0 1 0 ${at(right)}A${rx} ${ry} 0 1 0 ${at(left)}Z`;
}
