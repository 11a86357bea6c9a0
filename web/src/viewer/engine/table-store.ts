/** Lookup tables and overlay planes of images, fetched when an image that needs them is shown. */
import { lutOf, type DisplayLuts, type Lut } from '@pacs/shared/display/lut';
import { overlayPlane, type OverlayPlane } from '@pacs/shared/display/overlay';
import type { BlobRef, DisplayFacts, LutRef, OverlayRef } from '@pacs/shared/manifest';
import { createRecent } from '../core/recent.ts';

export interface Tables {
  luts: DisplayLuts;
  overlays: readonly { ref: OverlayRef; bytes: Uint8Array }[];
}

export type TablesView = { state: 'ready'; tables: Tables } | { state: 'waiting' } | { state: 'failed' };

export interface TableStore {
  tables(display: DisplayFacts): TablesView;
  /** The planes over the frame of this 1-based number; the same array for the same question. */
  planes(display: DisplayFacts, frameNumber: number): readonly OverlayPlane[];
  retry(): void;
  subscribe: (listener: () => void) => () => void;
}

/** What overlays may take, as fetched and again as planes: those of some hundred slices. */
const maxOverlayBytes = 48 * 1024 * 1024;

const overlayBytes = (view: TablesView): number =>
  view.state === 'ready' ? view.tables.overlays.reduce((sum, { bytes }) => sum + bytes.length, 0) : 0;
const planeBytes = (planes: readonly OverlayPlane[]): number =>
  planes.reduce((sum, { bits }) => sum + bits.length, 0);

const none: Tables = { luts: {}, overlays: [] };
const noPlanes: readonly OverlayPlane[] = [];

export function createTableStore(blob: (ref: BlobRef) => Promise<Uint8Array>): TableStore {
  const views = createRecent<DisplayFacts, TablesView>(maxOverlayBytes, overlayBytes);
  const planes = createRecent<string, readonly OverlayPlane[]>(maxOverlayBytes, planeBytes);
  const ordinals = new WeakMap<OverlayRef, number>();
  let overlaysSeen = 0;
  const listeners = new Set<() => void>();

  const lut = async (ref: LutRef): Promise<Lut> => lutOf(ref, await blob(ref.blob));

  const load = async (display: DisplayFacts): Promise<Tables> => {
    const { modalityLut, voiLuts, palette } = display;
    const [modality, voi, colours, overlays] = await Promise.all([
      modalityLut && lut(modalityLut),
      Promise.all(voiLuts.map(lut)),
      palette && Promise.all([lut(palette.red), lut(palette.green), lut(palette.blue)]),
      Promise.all(display.overlays.map(async (ref) => ({ ref, bytes: await blob(ref.blob) }))),
    ]);
    const luts: DisplayLuts = {
      ...(modality && { modality }),
      ...(voi.length > 0 && { voi }),
      ...(colours && { palette: { red: colours[0], green: colours[1], blue: colours[2] } }),
    };
    return { luts, overlays };
  };

  const needsNothing = (display: DisplayFacts) =>
    display.modalityLut === undefined &&
    display.voiLuts.length === 0 &&
    display.palette === undefined &&
    display.overlays.length === 0;

  const settle = (display: DisplayFacts, view: TablesView) => {
    views.set(display, view);
    for (const listener of listeners) listener();
  };

  return {
    tables(display) {
      const known = views.get(display);
      if (known !== undefined) return known;
      const view: TablesView = needsNothing(display)
        ? { state: 'ready', tables: none }
        : { state: 'waiting' };
      views.set(display, view);
      if (view.state === 'waiting')
        load(display).then(
          (tables) => {
            settle(display, { state: 'ready', tables });
          },
          () => {
            settle(display, { state: 'failed' });
          },
        );
      return view;
    },
    planes(display, frameNumber) {
      const view = views.get(display);
      const first = display.overlays[0];
      if (view?.state !== 'ready' || view.tables.overlays.length === 0 || first === undefined)
        return noPlanes;
      const ordinal = ordinals.get(first) ?? (overlaysSeen += 1);
      ordinals.set(first, ordinal);
      const key = `${String(ordinal)}.${String(frameNumber)}`;
      const known = planes.get(key);
      if (known !== undefined) return known;
      const made = view.tables.overlays
        .map(({ ref, bytes }) => overlayPlane(ref, bytes, frameNumber))
        .filter((plane) => plane !== undefined);
      planes.set(key, made);
      return made;
    },
    retry() {
      for (const [display, view] of [...views.entries()]) if (view.state === 'failed') views.delete(display);
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
