/** Lookup tables (PS3.3 C.11.1.1, C.11.2.1.1, C.7.6.3.1.5) as the manifest refers to them. */
import type { LutRef } from '../manifest.ts';

export interface Lut {
  entries: Uint16Array;
  /** The input that gives the first entry; smaller ones give it too, larger ones than the table's the last. */
  firstValueMapped: number;
  bitsPerEntry: number;
}

/** Tables of one image's DisplayFacts, once their blobs are here; or those that a presentation state puts in their place. */
export interface DisplayLuts {
  modality?: Lut;
  voi?: readonly Lut[];
  /** After values of interest (PS3.3 C.11.4). The image's own polarity does not count beside it (PS3.4 N.2). */
  presentation?: Lut;
  palette?: { red: Lut; green: Lut; blue: Lut };
}

/** `blob`: the bytes `ref.blob` names, little-endian 16-bit words. Missing entries repeat the last one. */
export function lutOf(ref: Omit<LutRef, 'blob' | 'explanation'>, blob: Uint8Array): Lut {
  const view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength);
  const present = Math.min(ref.entries, blob.length >> 1);
  const entries = new Uint16Array(ref.entries);
  for (let i = 0; i < present; i++) entries[i] = view.getUint16(2 * i, true);
  entries.fill(entries[present - 1] ?? 0, present);
  return { entries, firstValueMapped: ref.firstValueMapped, bitsPerEntry: ref.bitsPerEntry };
}

export function lookUp(lut: Lut, value: number): number {
  const index = Math.round(value) - lut.firstValueMapped;
  return lut.entries[Math.max(0, Math.min(index, lut.entries.length - 1))]!;
}

/** The largest value an entry can have; more where entries exceed what their descriptor promises. */
export function lutMaximum(lut: Lut): number {
  let largest = 0;
  for (const entry of lut.entries) if (entry > largest) largest = entry;
  const promised = 2 ** lut.bitsPerEntry - 1;
  return largest > promised ? 65_535 : promised;
}
