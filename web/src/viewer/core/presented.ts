/** What a presentation state (PS3.3 A.33) makes of one image: it counts only for the images that it names. */
import type { InstanceReference, PresentationState } from '@pacs/shared/document-content';
import type { FrameFacts } from './facts.ts';
import { say, type PlainPhrase } from '../../words/say.ts';
import type { Turn } from './turn.ts';
import { imageDirections } from './turn.ts';

export interface Presented {
  name: string;
  state: PresentationState;
  /** The part of the image that zoom and pan were set to: that of one image of the series. */
  area?: Area | undefined;
}

type Image = Pick<FrameFacts, 'address' | 'instance'>;

const names = (references: readonly InstanceReference[], { instance, address }: Image): boolean =>
  references.some((one) => one.instance === instance.id && (one.frames?.includes(address[1]) ?? true));

/** Whether a part of the state is for this image; a part without images of its own is for all of the state's. */
export const isFor = (
  { references }: PresentationState,
  image: Image,
  images?: readonly InstanceReference[],
): boolean => names(references, image) && (images === undefined || names(images, image));

/** The displayed area (C.10.4) in image coordinates: (0, 0) is the outer corner of the first pixel. */
export interface Area {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export function presentedArea(state: PresentationState, image: Image): Area | undefined {
  const area = state.areas.find(({ images }) => isFor(state, image, images));
  if (area === undefined) return undefined;
  const [[x0, y0], [x1, y1]] = [area.topLeft, area.bottomRight];
  return {
    left: Math.min(x0, x1) - 1,
    top: Math.min(y0, y1) - 1,
    right: Math.max(x0, x1),
    bottom: Math.max(y0, y1),
  };
}

/** Zoom and pan with which the whole area is seen in the middle, whatever the pane's shape. */
export function placeOfArea(
  { left, top, right, bottom }: Area,
  { rows, columns }: { rows: number; columns: number },
  turn: Turn,
): { zoom: number; pan: { x: number; y: number } } {
  const zoom = Math.min(columns / (right - left), rows / (bottom - top));
  const away = [(left + right - columns) / 2, (top + bottom - rows) / 2] as const;
  const { right: rightwards, down } = imageDirections(turn);
  const along = (step: readonly [number, number]) => 0 - (away[0] * step[0] + away[1] * step[1]);
  return { zoom, pan: { x: along(rightwards), y: along(down) } };
}

const describedParts: Readonly<Record<string, PlainPhrase>> = {
  palette: 'colours of its own',
  'bitmap-shutter': 'a bitmap that covers parts',
  tables: 'tables that could not be read',
  mask: 'subtraction of a mask',
  blending: 'blending of two series',
  'compound-graphics': 'compound graphics',
  'several-windows': 'further windows',
};

/** Whether something of the state is not shown on this image. */
export const isInPart = ({ state, area }: Presented, image: Image): boolean =>
  notApplied(state).length > 0 || !isSameArea(presentedArea(state, image), area);

const isSameArea = (a: Area | undefined, b: Area | undefined): boolean =>
  a?.left === b?.left && a?.top === b?.top && a?.right === b?.right && a?.bottom === b?.bottom;

/** What of a state the viewer's look cannot take over, in words, each once. */
export function notApplied(state: PresentationState): string[] {
  const { areas, notDescribed } = state;
  const parts = [
    areas.some(({ sizeMode }) => sizeMode !== 'SCALE TO FIT') ? say('the size on the screen') : '',
    ...notDescribed.map((part) => {
      const words = describedParts[part];
      return words === undefined ? part : say(words);
    }),
  ];
  return [...new Set(parts.filter((part) => part !== ''))];
}
