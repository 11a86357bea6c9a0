/** Where labels stand: beside their figures, inside the pane, none over another. */
import type { Point } from '../../core/gestures.ts';
import type { Size } from '../../core/turn.ts';

export interface LabelWish {
  size: Size;
  /** Where somebody put its upper left corner; then it stays there, as far as the pane allows. */
  own: Point | undefined;
  /** Points of the figure on the screen; at least one. */
  figure: readonly Point[];
}

const beside = 12;
const gap = 4;

interface Box extends Point, Size {}

/** Upper left corners, in the order of the wishes; earlier ones have the first choice. */
export function layLabels(wishes: readonly LabelWish[], pane: Size): Point[] {
  const taken: Box[] = [];
  const places = new Map<LabelWish, Point>();
  const take = (wish: LabelWish, place: Point) => {
    taken.push({ ...place, ...wish.size });
    places.set(wish, place);
  };
  for (const wish of wishes) if (wish.own !== undefined) take(wish, inside(wish.own, wish.size, pane));
  for (const wish of wishes) {
    if (wish.own !== undefined) continue;
    let best: { place: Point; covered: number } | undefined;
    for (const wanted of around(wish)) {
      const place = inside(wanted, wish.size, pane);
      const covered = coveredArea({ ...place, ...wish.size }, taken);
      if (best === undefined || covered < best.covered) best = { place, covered };
      if (covered === 0) break;
    }
    take(wish, best?.place ?? { x: gap, y: gap });
  }
  return wishes.map((wish) => places.get(wish) ?? { x: gap, y: gap });
}

/** Nearest first: right of the figure's right end, left, below, above, then rows further and further away. */
function* around({ figure, size }: LabelWish): Generator<Point> {
  const [first = { x: 0, y: 0 }] = figure;
  const right = figure.reduce((best, point) => (point.x > best.x ? point : best), first);
  const left = figure.reduce((best, point) => (point.x < best.x ? point : best), first);
  const top = Math.min(...figure.map(({ y }) => y));
  const bottom = Math.max(...figure.map(({ y }) => y));
  const columns = [right.x + beside, left.x - beside - size.width];
  yield { x: right.x + beside, y: right.y + beside / 2 };
  yield { x: right.x + beside, y: right.y - beside / 2 - size.height };
  yield { x: left.x - beside - size.width, y: left.y + beside / 2 };
  yield { x: left.x - beside - size.width, y: left.y - beside / 2 - size.height };
  yield { x: (left.x + right.x - size.width) / 2, y: bottom + beside };
  yield { x: (left.x + right.x - size.width) / 2, y: top - beside - size.height };
  const row = size.height + gap;
  for (let away = 1; away <= furthestRow; away += 1)
    for (const x of columns)
      for (const way of [1, -1]) yield { x, y: right.y + beside / 2 + way * away * row };
}

const furthestRow = 24;

const inside = ({ x, y }: Point, { width, height }: Size, pane: Size): Point => ({
  x: Math.max(gap, Math.min(x, pane.width - width - gap)),
  y: Math.max(gap, Math.min(y, pane.height - height - gap)),
});

function coveredArea(box: Box, others: readonly Box[]): number {
  const common = (a: number, aSize: number, b: number, bSize: number) =>
    Math.max(0, Math.min(a + aSize, b + bSize) - Math.max(a, b));
  return others.reduce(
    (sum, other) =>
      sum + common(box.x, box.width, other.x, other.width) * common(box.y, box.height, other.y, other.height),
    0,
  );
}
