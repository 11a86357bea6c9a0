/** Lookup tables and overlay planes of images, fetched when an image that needs them is shown. */
import { lutOf, type DisplayLuts, type Lut } from '@pacs/shared/display/lut';
import { overlayPlane, type OverlayPlane } from '@pacs/shared/display/overlay';
import type { BlobRef, DisplayFacts, LutRef, OverlayRef } from '@pacs/shared/manifest';

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

const none: Tables = { luts: {}, overlays: [] };
const noPlanes: readonly OverlayPlane[] = [];

export function createTableStore(blob: (ref: BlobRef) => Promise<Uint8Array>): TableStore {
  const views = new Map<DisplayFacts, TablesView>();
  const planes = new Map<OverlayRef, Map<number, readonly OverlayPlane[]>>();
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
      const known = planes.get(first)?.get(frameNumber);
      if (known !== undefined) return known;
      const made = view.tables.overlays
        .map(({ ref, bytes }) => overlayPlane(ref, bytes, frameNumber))
        .filter((plane) => plane !== undefined);
      planes.set(
        first,
        (planes.get(first) ?? new Map<number, readonly OverlayPlane[]>()).set(frameNumber, made),
      );
      return made;
    },
    retry() {
      for (const [display, view] of views) if (view.state === 'failed') views.delete(display);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
