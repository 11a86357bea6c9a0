/** Overlays that a presentation state brings, shows (PS3.3 C.11.7) or covers images with (C.7.6.15). */
import type { PresentationState } from '../../document-content.ts';
import { cut } from '../cut.ts';
import { readOverlays } from '../overlay-facts.ts';
import { number, plainTexts } from '../values.ts';
import type { DataItem } from '../walk.ts';
import { documentFields as fields } from './document-tags.ts';

/** Planes that the state carries itself. */
export function readBitmaps(root: DataItem): PresentationState['overlays'] {
  return readOverlays(root).flatMap(({ group, rows, columns, origin, data }) =>
    data === undefined ? [] : [{ group, rows, columns, origin, bits: toBase64(data) }],
  );
}

/** Without a layer an overlay is not shown (C.11.7), be it the state's or the image's. */
export function readActivations(root: DataItem): PresentationState['activations'] {
  return Array.from({ length: 16 }, (_, at) => 2 * at).flatMap((group) => {
    const [layer = ''] = plainTexts(root, fields.overlayActivationLayer, group);
    return layer === '' ? [] : [{ group: 0x6000 + group, layer: cut(layer, 64) }];
  });
}

export const hasBitmapShutter = (root: DataItem): boolean =>
  plainTexts(root, fields.shutterShape).includes('BITMAP');

/** The group that covers the image (C.7.6.15): one of the state's own. */
export function readShutterGroup(
  root: DataItem,
  overlays: PresentationState['overlays'],
): number | undefined {
  const named = hasBitmapShutter(root) ? number(root, fields.shutterOverlayGroup) : undefined;
  return overlays.find(({ group }) => group === named)?.group;
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
