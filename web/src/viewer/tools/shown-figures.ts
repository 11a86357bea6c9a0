/** The annotations of an image as they are to be seen: lines, words, and where both lie. */
import type { Annotation } from '@pacs/shared/annotations';
import type { Point } from '../core/gestures.ts';
import type { Size } from '../core/turn.ts';
import type { PaneFrame } from '../view/pane-frame.ts';
import { layLabels } from './core/label-layout.ts';
import type { Measurement } from './core/measure.ts';
import { measurementLines } from './core/measure-words.ts';
import { boardOf } from './drawing-board.ts';
import { figurePath, screenPoints, type Placing } from './figure-places.ts';
import { imageKeyOf, isOn } from './image-key.ts';
import type { LabelLook } from './label-width.ts';
import { measureOnce } from './measure-once.ts';
import { annotationsOf } from './session-annotations.ts';

export interface ShownFigure {
  annotation: Annotation;
  measurement: Measurement;
  /** SVG path. */
  path: string;
  /** Of the label: the text somebody wrote first. */
  title: string | undefined;
  lines: string[];
  /** Upper left corner of the label. */
  place: Point;
  /** From the figure to a label that does not stand beside it. */
  leader: string | undefined;
}

/** What is drawn on this image, with what is being moved as it is now; nothing while measurements are hidden. */
export function figuresOn(frame: PaneFrame): Annotation[] {
  const { areHidden, moving } = boardOf(frame.session).view();
  if (areHidden) return [];
  const image = imageKeyOf(frame.entry);
  return annotationsOf(frame.session)
    .view()
    .items.filter((item) => isOn(image, item))
    .map((item) => (moving?.id === item.id ? moving : item));
}

/** Those that are not on the screen are left out. */
export function showFigures(
  annotations: readonly Annotation[],
  frame: PaneFrame,
  placing: Placing,
  look: LabelLook,
): ShownFigure[] {
  const drawn = annotations.flatMap((annotation) => {
    const path = figurePath(annotation, placing);
    const figure = screenPoints(annotation.points, placing);
    if (path === undefined || figure === undefined) return [];
    const measurement = measureOnce(annotation, frame);
    const title = annotation.text ?? (annotation.kind === 'arrow' ? 'Arrow' : undefined);
    const lines = measurementLines(measurement);
    const own = annotation.label && placing.imageToScreen(annotation.label);
    const ends = annotation.kind === 'arrow' ? figure.slice(1) : figure;
    const size = labelSize([...(title === undefined ? [] : [title]), ...lines], look);
    return [{ annotation, measurement, path, title, lines, wish: { size, own, figure: ends } }];
  });
  const places = layLabels(
    drawn.map(({ wish }) => wish),
    placing.size(),
  );
  return drawn.map(({ wish, ...shown }, at) => {
    const place = places[at] ?? { x: 0, y: 0 };
    return { ...shown, place, leader: leaderPath(wish.figure, place, wish.size) };
  });
}

export const labelPadding = { x: 7, y: 4 };
export const labelLine = 16.2;
const widestTitle = 226;

/** Of .m-label, in its font of 12 pixels. */
export function labelSize(lines: readonly string[], { widthOf, width, height, ratio }: LabelLook): Size {
  const widest = Math.max(0, ...lines.map(widthOf));
  return {
    width: Math.max(width, (Math.min(widest, widestTitle) + 2 * labelPadding.x) * ratio),
    height: Math.max(height, (lines.length * labelLine + 2 * labelPadding.y) * ratio),
  };
}

const reach = 28;

/** To the nearest point of the label's edge, where it stands so far away that one asks whose it is. */
function leaderPath(figure: readonly Point[], place: Point, { width, height }: Size): string | undefined {
  let best: { from: Point; to: Point; way: number } | undefined;
  for (const from of figure) {
    const to = {
      x: Math.max(place.x, Math.min(from.x, place.x + width)),
      y: Math.max(place.y, Math.min(from.y, place.y + height)),
    };
    const way = Math.hypot(to.x - from.x, to.y - from.y);
    if (best === undefined || way < best.way) best = { from, to, way };
  }
  if (best === undefined || best.way <= reach) return undefined;
  const at = ({ x, y }: Point) => `${x.toFixed(1)} ${y.toFixed(1)}`;
  return `M${at(best.from)}L${at(best.to)}`;
}
