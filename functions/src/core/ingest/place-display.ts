/** Lookup tables and overlays move from the header into the pack; what stays is where they lie. */
import { createHash } from 'node:crypto';
import { crc32c } from '@pacs/shared/crc32c';
import type { RawDisplay } from '@pacs/shared/dicom/types';
import type { BlobRef, DisplayFacts } from '@pacs/shared/manifest';
import type { PackLayout, Run } from '@pacs/shared/packs/pack-layout';

export interface BlobPlaces {
  /** Adds the bytes once per pack. */
  add(bytes: Uint8Array): void;
  /** After the layout is finished. */
  place(bytes: Uint8Array, pack: number): BlobRef;
}

export function createBlobPlaces(layout: PackLayout): BlobPlaces {
  const runs = new Map<string, Run>();
  const key = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64');
  return {
    add(bytes) {
      const digest = key(bytes);
      if (!runs.has(digest)) runs.set(digest, layout.addBlob(bytes));
    },
    place(bytes, pack) {
      const run = runs.get(key(bytes));
      if (!run) throw new RangeError('blob was not added');
      return { pack, at: run.at, bytes: bytes.length, crc: crc32c(bytes) };
    },
  };
}

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

export function placeDisplay(display: RawDisplay, places: BlobPlaces, pack: number): DisplayFacts {
  const placed = <T extends { data: Uint8Array }>({ data, ...table }: T) => ({
    ...table,
    blob: places.place(data, pack),
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
      data ? [{ ...overlay, blob: places.place(data, pack) }] : [],
    ),
  };
}

/** Blob references point at packs by number: renumbers them. */
export function renumberDisplay(display: DisplayFacts, packBase: number): DisplayFacts {
  const moved = <T extends { blob: BlobRef }>(table: T): T => ({
    ...table,
    blob: { ...table.blob, pack: table.blob.pack + packBase },
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
