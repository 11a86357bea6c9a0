/** Graphics of a presentation state (PS3.3 C.10.5) as SVG paths on the screen. */
import type { PresentationState } from '@pacs/shared/document-content';
import type { Point } from '../core/gestures.ts';
import type { Area } from '../core/presented.ts';

type Units = 'pixel' | 'display';
type Graphic = PresentationState['annotations'][number]['graphics'][number];
type ToScreen = (point: Point) => Point | undefined;

/** From a state's coordinates to the screen: pixels from 1 at the first one's middle, or fractions of the area. */
export function placer(
  toScreen: ToScreen,
  area: Area,
): (units: Units, point: readonly [number, number]) => Point | undefined {
  const a = toScreen({ x: area.left, y: area.top });
  const b = toScreen({ x: area.right, y: area.bottom });
  return (units, [x, y]) => {
    if (units === 'pixel') return toScreen({ x: x - 0.5, y: y - 0.5 });
    if (a === undefined || b === undefined) return undefined;
    const [left, top] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
    return { x: left + x * Math.abs(b.x - a.x), y: top + y * Math.abs(b.y - a.y) };
  };
}

const roundness = 72;
const dot = 3;

/** C.10.5.1.2: a circle by centre and a point on it, an ellipse by the ends of its major, then minor axis. */
function outline({ type, points }: Graphic): readonly (readonly [number, number])[] {
  const [a, b, c, d] = points;
  if (type === 'CIRCLE' && a && b) {
    const radius = Math.hypot(b[0] - a[0], b[1] - a[1]);
    return round((cos, sin) => [a[0] + radius * cos, a[1] + radius * sin]);
  }
  if (type === 'ELLIPSE' && a && b && c && d) {
    const middle = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2] as const;
    const major = [(b[0] - a[0]) / 2, (b[1] - a[1]) / 2] as const;
    const minor = [(d[0] - c[0]) / 2, (d[1] - c[1]) / 2] as const;
    return round((cos, sin) => [
      middle[0] + major[0] * cos + minor[0] * sin,
      middle[1] + major[1] * cos + minor[1] * sin,
    ]);
  }
  return points;
}

const round = (at: (cos: number, sin: number) => [number, number]): [number, number][] =>
  Array.from({ length: roundness + 1 }, (_, step) => {
    const angle = (2 * Math.PI * step) / roundness;
    return at(Math.cos(angle), Math.sin(angle));
  });

const words = ({ x, y }: Point): string => `${x.toFixed(2)} ${y.toFixed(2)}`;

/** undefined while nothing is on the screen. */
export function graphicPath(graphic: Graphic, place: ReturnType<typeof placer>): string | undefined {
  const screen: Point[] = [];
  for (const point of outline(graphic)) {
    const at = place(graphic.units, point);
    if (at === undefined) return undefined;
    screen.push(at);
  }
  const [first] = screen;
  if (first === undefined) return undefined;
  if (graphic.type === 'POINT')
    return `M${words({ x: first.x - dot, y: first.y })}a${String(dot)} ${String(dot)} 0 1 0 ${String(2 * dot)} 0a${String(dot)} ${String(dot)} 0 1 0 -${String(2 * dot)} 0Z`;
  if (graphic.type === 'INTERPOLATED') return smooth(screen);
  return `M${screen.map(words).join('L')}`;
}

/** Through all points (Catmull–Rom): the standard leaves the kind of curve to whoever draws it. */
function smooth(points: readonly Point[]): string {
  const at = (i: number): Point => points[Math.min(points.length - 1, Math.max(0, i))] ?? { x: 0, y: 0 };
  let path = `M${words(at(0))}`;
  for (let i = 0; i + 1 < points.length; i += 1) {
    const [before, from, to, after] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    const c1 = { x: from.x + (to.x - before.x) / 6, y: from.y + (to.y - before.y) / 6 };
    const c2 = { x: to.x - (after.x - from.x) / 6, y: to.y - (after.y - from.y) / 6 };
    path += `C${words(c1)} ${words(c2)} ${words(to)}`;
  }
  return path;
}
