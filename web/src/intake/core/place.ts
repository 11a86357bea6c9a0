/** How the bytes of one file are held: as they are, or deflated (RFC 1951) as in the user's own ZIP. */
export type Packing = 'stored' | 'deflated';

/**
 * Where one file's bytes lie: a whole File, or one entry of a ZIP. Nothing is read until it is needed, so a
 * place costs some numbers however large the file is.
 */
export interface Place {
  source: Blob;
  at: number;
  storedBytes: number;
  packing: Packing;
  /** Length of the file itself, after inflating. */
  bytes: number;
  /** CRC-32 of the file where a ZIP's directory states it. */
  crc32?: number;
}

/** One file as the user gave it. `label` is its path for people; it stays on this device. */
export interface SourceFile {
  label: string;
  place: Place;
  /** 0 for a file of its own, 1 for an entry of a ZIP, 2 for an entry of a ZIP inside a ZIP. */
  nesting: number;
  /** What the user gave and the browser can keep: the folder, the ZIP or the file itself. */
  root?: FileSystemHandle;
}

/** Entries of a ZIP lie below it. */
export const pathOf = ({ label }: Pick<SourceFile, 'label'>): string => label.replaceAll(' › ', '/');

/** The part of a place that a worker needs. */
export interface PackedBytes {
  data: Blob;
  packing: Packing;
  bytes: number;
}

export function wholeFile(file: Blob): Place {
  return { source: file, at: 0, storedBytes: file.size, packing: 'stored', bytes: file.size };
}

export function storedSlice(place: Place): Blob {
  return place.at === 0 && place.storedBytes === place.source.size
    ? place.source
    : place.source.slice(place.at, place.at + place.storedBytes);
}

export function packedBytes(place: Place): PackedBytes {
  return { data: storedSlice(place), packing: place.packing, bytes: place.bytes };
}
