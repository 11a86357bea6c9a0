/** The overlays that a presentation state wants over an image (PS3.3 C.11.7), and its bitmap shutter (C.7.6.15). */
import type { PresentationState } from '@pacs/shared/document-content';
import { overlayPlane, type OverlayPlane } from '@pacs/shared/display/overlay';
import type { FrameFacts } from './facts.ts';
import { layerColour } from './layer-colour.ts';
import { isFor, type Presented } from './presented.ts';

type Planes = readonly OverlayPlane[];

const made = new WeakMap<Planes, { state: PresentationState; planes: Planes }>();

/**
 * `own`: the planes of the image itself, of which those are left that the state gives a layer and brings none for. The
 * same array for the same state over the same planes. From the lowest upwards.
 */
export function presentedPlanes(
  presented: Presented | undefined,
  image: Pick<FrameFacts, 'address' | 'instance'>,
  own: Planes,
): Planes {
  const state = presented?.state;
  if (state === undefined || !isFor(state, image)) return own;
  const known = made.get(own);
  if (known?.state === state) return known.planes;
  const planes = planesOf(state, own);
  made.set(own, { state, planes });
  return planes;
}

function planesOf(state: PresentationState, own: Planes): Planes {
  const order = new Map(state.layers.map(({ name }, rank) => [name, rank]));
  const rankOf = ({ layer }: { layer: string }) => order.get(layer) ?? -1;
  const activated = state.activations
    .filter(({ group }) => group !== state.shutterGroup)
    .sort((a, b) => rankOf(a) - rankOf(b))
    .flatMap(({ group, layer }) => {
      const brought = state.overlays.find((overlay) => overlay.group === group);
      const planes = brought ? bitmapOf(brought) : own.filter((plane) => plane.group === group);
      const colour = layerColour(state, layer);
      return colour === undefined ? planes : planes.map((plane) => ({ ...plane, colour: pixelOf(colour) }));
    });
  return [...shutterOf(state), ...activated];
}

/** Lies under all overlays: what it covers is image. */
function shutterOf({ overlays, shutterGroup, shutterPresentationValue = 0 }: PresentationState): Planes {
  const bitmap = overlays.find(({ group }) => group === shutterGroup);
  const grey = Math.round((shutterPresentationValue / 65_535) * 255);
  const colour = pixelOf([grey, grey, grey]);
  return bitmap === undefined ? [] : bitmapOf(bitmap).map((plane) => ({ ...plane, colour }));
}

const pixelOf = ([red, green, blue]: readonly [number, number, number]): number =>
  (0xff000000 | (blue << 16) | (green << 8) | red) >>> 0;

const bitmaps = new WeakMap<object, Planes>();

/** Nothing where it is shorter than it says. */
function bitmapOf(overlay: PresentationState['overlays'][number]): Planes {
  const known = bitmaps.get(overlay);
  if (known !== undefined) return known;
  const bytes = Uint8Array.from(atob(overlay.bits), (character) => character.charCodeAt(0));
  // Of a state there is one plane a group: it lies over every frame.
  const plane = overlayPlane({ ...overlay, type: 'G', numberOfFrames: 1, frameOrigin: 1 }, bytes, 1);
  const planes = plane === undefined ? [] : [plane];
  bitmaps.set(overlay, planes);
  return planes;
}
