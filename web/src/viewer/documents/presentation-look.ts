/** What of a presentation state the viewer's look can take over, and what it cannot. */
import type { PresentationState } from '@pacs/shared/document-content';
import { flipHorizontally, rotateBy, upright } from '../core/turn.ts';
import type { Look } from '../core/viewer-state.ts';

/** Rotated clockwise first, then flipped left to right (PS3.3 C.10.6). */
export function lookOfState(state: PresentationState): Partial<Look> & { presentation: string } {
  const { rotation, flipHorizontal, voi, presentationLut, label, description } = state;
  const rotated = {
    0: upright,
    90: rotateBy(upright, 90),
    180: rotateBy(upright, 180),
    270: rotateBy(upright, -90),
  }[rotation];
  const window = voi[0]?.window;
  return {
    presentation: description ?? (label === '' ? 'presentation state' : label),
    turn: flipHorizontal ? flipHorizontally(rotated) : rotated,
    invert:
      presentationLut !== undefined && 'shape' in presentationLut && presentationLut.shape === 'INVERSE',
    ...(window && { voi: { kind: 'window', center: window.center, width: window.width } }),
  };
}

const describedParts: Readonly<Record<string, string>> = {
  palette: 'colours of its own',
  'bitmap-shutter': 'a bitmap that covers parts',
  mask: 'subtraction of a mask',
  blending: 'blending of two series',
};

/** In words, each once. */
export function notApplied(state: PresentationState): string[] {
  const { annotations, overlays, shutters, modality, voi, presentationLut, areas, notDescribed } = state;
  const parts = [
    annotations.some(({ graphics, texts }) => graphics.length + texts.length > 0) ? 'drawings and texts' : '',
    overlays.length > 0 ? 'overlays' : '',
    shutters.length > 0 ? 'covered borders' : '',
    modality === undefined ? '' : 'a scale of its own',
    voi.some(({ lut }) => lut !== undefined) || voi.length > 1 ? 'grey tables for single images' : '',
    presentationLut !== undefined && 'lut' in presentationLut ? 'a presentation table' : '',
    areas.some(({ sizeMode }) => sizeMode !== 'SCALE TO FIT') ? 'the size on the screen' : '',
    ...notDescribed.map((part) => describedParts[part] ?? part),
  ];
  return [...new Set(parts.filter((part) => part !== ''))];
}
