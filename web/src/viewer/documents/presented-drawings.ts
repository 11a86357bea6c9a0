/** What the author of a presentation state drew on an image (PS3.3 C.10.5), in the coordinates of whatever shows it. */
import type { PresentationState } from '@pacs/shared/document-content';
import type { Point } from '../core/gestures.ts';
import { layerColour } from '../core/layer-colour.ts';
import { isFor, presentedArea } from '../core/presented.ts';
import type { PaneFrame, PaneTransforms } from '../view/pane-frame.ts';
import { graphicPath, placer } from './graphic-path.ts';

export interface PresentedDrawing {
  /** CSS colour; undefined where the state leaves it to us. */
  colour: string | undefined;
  shapes: { path: string; isFilled: boolean }[];
  /** `at`: upper left corner of the first line. */
  texts: { lines: string[]; at: Point; leader: string | undefined }[];
}

export const presentedColour = '#ffe28a';

/** From the lowest layer upwards; nothing where no state is applied, or another image's. */
export function presentedDrawings(
  { look, entry }: Pick<PaneFrame, 'look' | 'entry'>,
  { imageToScreen }: Pick<PaneTransforms, 'imageToScreen'>,
): PresentedDrawing[] {
  const state = look.presentation?.state;
  const { facts } = entry;
  if (state === undefined || !isFor(state, facts)) return [];
  const { rows = 1, columns = 1 } = facts.format ?? {};
  const area = presentedArea(state, facts) ?? { left: 0, top: 0, right: columns, bottom: rows };
  const place = placer(imageToScreen, area);
  const order = new Map(state.layers.map(({ name, order: rank }) => [name, rank]));
  return state.annotations
    .filter(({ images }) => isFor(state, facts, images))
    .sort((a, b) => (order.get(a.layer) ?? 0) - (order.get(b.layer) ?? 0))
    .map(({ layer, graphics, texts }) => ({
      colour: colourWords(layerColour(state, layer)),
      shapes: graphics.flatMap((graphic) => {
        const path = graphicPath(graphic, place);
        return path === undefined ? [] : [{ path, isFilled: graphic.filled }];
      }),
      texts: texts.flatMap((text) => textAt(text, place) ?? []),
    }));
}

const colourWords = (colour: ReturnType<typeof layerColour>): string | undefined =>
  colour && `rgb(${colour.join(' ')})`;

type Text = PresentationState['annotations'][number]['texts'][number];

function textAt(
  { text, box, anchor }: Text,
  place: ReturnType<typeof placer>,
): PresentedDrawing['texts'][number] | undefined {
  const corner = box && place(box.units, box.topLeft);
  const end = box && place(box.units, box.bottomRight);
  const tip = anchor && place(anchor.units, anchor.at);
  const at = corner && end ? { x: Math.min(corner.x, end.x), y: Math.min(corner.y, end.y) } : tip;
  if (at === undefined) return undefined;
  const isLed = anchor?.visible === true && tip !== undefined && corner !== undefined;
  const leader = isLed ? `M${String(at.x)} ${String(at.y)}L${String(tip.x)} ${String(tip.y)}` : undefined;
  return { lines: text.split(/\r\n|\r|\n/), at, leader };
}
