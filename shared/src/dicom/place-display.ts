/** Lookup tables and overlays leave the header; what stays is where they lie. */
import type { BlobRef, DisplayFacts } from '../manifest.ts';
import type { RawDisplay } from './types.ts';

/** Where bytes have been put. */
export type PlaceOfBlob = (bytes: Uint8Array) => BlobRef;

/** All tables and planes of a display, in any order. */
export function blobsOf(display: RawDisplay): Uint8Array[] {
  const { palette } = display;
  return [
    ...(display.modalityLut ? [display.modalityLut.data] : []),
    ...display.voiLuts.map(({ data }) => data),
    ...(palette ? [palette.red.data, palette.green.data, palette.blue.data] : []),
    ...display.overlays.flatMap(({ data }) => (data ? [data] : [])),
  ];
}

export function placeDisplay(display: RawDisplay, placeOf: PlaceOfBlob): DisplayFacts {
  const placed = <T extends { data: Uint8Array }>({ data, ...table }: T) => ({
    ...table,
    blob: placeOf(data),
  });
  const { modalityLut, voiLuts, palette, overlays, ...facts } = display;
  return {
    ...facts,
    ...(modalityLut && { modalityLut: placed(modalityLut) }),
    voiLuts: voiLuts.map(placed),
    ...(palette && {
      palette: { red: placed(palette.red), green: placed(palette.green), blue: placed(palette.blue) },
    }),
    overlays: overlays.flatMap(({ data, bitPosition: _, ...overlay }) =>
      data ? [{ ...overlay, blob: placeOf(data) }] : [],
    ),
  };
}

/** Blob references point at packs by number: renumbers them. */
export function renumberDisplay(display: DisplayFacts, numberOf: (pack: number) => number): DisplayFacts {
  const moved = <T extends { blob: BlobRef }>(table: T): T => ({
    ...table,
    blob: { ...table.blob, pack: numberOf(table.blob.pack) },
  });
  const { modalityLut, palette } = display;
  return {
    ...display,
    ...(modalityLut && { modalityLut: moved(modalityLut) }),
    voiLuts: display.voiLuts.map(moved),
    ...(palette && {
      palette: { red: moved(palette.red), green: moved(palette.green), blue: moved(palette.blue) },
    }),
    overlays: display.overlays.map(moved),
  };
}
