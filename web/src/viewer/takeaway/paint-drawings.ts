/** Measurements and a presentation state's drawings as they are over the image, on a canvas in CSS pixels. */
import { presentedColour, presentedDrawings } from '../documents/presented-drawings.ts';
import type { Placing } from '../tools/figure-places.ts';
import { labelFontFamily, pictureLabels } from '../tools/label-width.ts';
import { figuresOn, labelLine, labelPadding, labelSize, showFigures } from '../tools/shown-figures.ts';
import type { PaneFrame } from '../view/pane-frame.ts';

/** Of measure.css. */
const figureColour = '#ffd84a';
const textColour = '#fff';
const labelGround = 'rgb(0 0 0 / 66%)';
const shade = { colour: 'rgb(0 0 0 / 70%)', width: 3.5 };
const lineWidth = 1.5;

export function paintDrawings(context: CanvasRenderingContext2D, frame: PaneFrame, placing: Placing): void {
  context.lineCap = 'round';
  context.lineJoin = 'round';
  paintPresented(context, frame, placing);
  paintFigures(context, frame, placing);
}

function stroke(context: CanvasRenderingContext2D, path: Path2D, colour: string, width = lineWidth): void {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke(path);
}

function paintPresented(context: CanvasRenderingContext2D, frame: PaneFrame, placing: Placing): void {
  const fontPixels = 14;
  for (const { colour = presentedColour, shapes, texts } of presentedDrawings(frame, placing)) {
    context.fillStyle = colour;
    for (const { path, isFilled } of shapes) {
      const line = new Path2D(path);
      stroke(context, line, '#000', shade.width);
      stroke(context, line, colour);
      if (isFilled) context.fill(line);
    }
    context.font = `${String(fontPixels)}px ${labelFontFamily()}`;
    context.textAlign = 'left';
    context.textBaseline = 'alphabetic';
    for (const { lines, at, leader } of texts) {
      if (leader !== undefined) stroke(context, new Path2D(leader), colour);
      context.strokeStyle = '#000';
      context.lineWidth = 3;
      lines.forEach((line, row) => {
        const y = at.y + (row + 1) * 1.2 * fontPixels;
        context.strokeText(line, at.x, y);
        context.fillText(line, at.x, y);
      });
    }
  }
}

function paintFigures(context: CanvasRenderingContext2D, frame: PaneFrame, placing: Placing): void {
  const shown = showFigures(figuresOn(frame), frame, placing, pictureLabels);
  for (const { path, leader } of shown) {
    const line = new Path2D(path);
    stroke(context, line, shade.colour, shade.width);
    stroke(context, line, figureColour);
    if (leader === undefined) continue;
    context.setLineDash([2, 4]);
    stroke(context, new Path2D(leader), figureColour, 1);
    context.setLineDash([]);
  }
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  for (const { title, lines, place } of shown) {
    const all = [...(title === undefined ? [] : [title]), ...lines];
    if (all.length === 0) continue;
    const { width, height } = labelSize(all, pictureLabels);
    context.fillStyle = labelGround;
    context.fillRect(place.x, place.y, width, height);
    all.forEach((line, row) => {
      const isTitle = row === 0 && title !== undefined;
      context.font = `${isTitle ? '600 ' : ''}12px ${labelFontFamily()}`;
      context.fillStyle = isTitle ? textColour : figureColour;
      const y = place.y + labelPadding.y + (row + 0.5) * labelLine;
      context.fillText(line, place.x + labelPadding.x, y, width - 2 * labelPadding.x);
    });
  }
}
