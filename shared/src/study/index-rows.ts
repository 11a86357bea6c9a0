/** Rows of a study's index from what is known of an instance; small tables hold equal formats and displays once. */
import type { DisplayFacts, FrameRef, IndexInstance, PixelFormat, StackFacts } from '../manifest.ts';

/** A frame that still carries its own display facts instead of their number. */
export type PlacedFrame = Omit<FrameRef, 'display'> & { display?: DisplayFacts };

/** An instance whose bytes have their place: what its row is made from. */
export interface PlacedInstance {
  id: string;
  seriesId: string;
  sopClassUID: string;
  transferSyntaxUID: string;
  modality: string;
  role: IndexInstance['role'];
  stack: StackFacts;
  format?: PixelFormat;
  display?: DisplayFacts;
  frames: PlacedFrame[];
  unshowable?: IndexInstance['unshowable'];
  bareStreams?: true;
  unreadOverlays?: true;
}

export interface InternedTable<T> {
  rows: T[];
  numberOf(row: T): number;
}

/** Equal rows once. */
export function internTable<T>(present: readonly T[]): InternedTable<T> {
  const rows = [...present];
  const numbers = new Map(rows.map((row, number) => [JSON.stringify(row), number]));
  return {
    rows,
    numberOf(row) {
      const json = JSON.stringify(row);
      const number = numbers.get(json) ?? rows.push(row) - 1;
      numbers.set(json, number);
      return number;
    },
  };
}

export interface IndexTables {
  formats: InternedTable<PixelFormat>;
  displays: InternedTable<DisplayFacts>;
}

export function indexRow(instance: PlacedInstance, { formats, displays }: IndexTables): IndexInstance {
  const { instanceNumber, acquisitionNumber, position } = instance.stack;
  return {
    id: instance.id,
    series: instance.seriesId,
    sopClassUID: instance.sopClassUID,
    transferSyntaxUID: instance.transferSyntaxUID,
    modality: instance.modality,
    ...(instanceNumber !== undefined && { instanceNumber }),
    ...(acquisitionNumber !== undefined && { acquisitionNumber }),
    role: instance.role,
    ...(instance.format && { format: formats.numberOf(instance.format) }),
    ...(instance.display && { display: displays.numberOf(instance.display) }),
    ...(position && { position }),
    frames: instance.frames.map(({ display, ...ref }) => ({
      ...ref,
      ...(display && { display: displays.numberOf(display) }),
    })),
    ...(instance.unshowable && { unshowable: instance.unshowable }),
    ...(instance.bareStreams && { bareStreams: true }),
    ...(instance.unreadOverlays && { unreadOverlays: true }),
  };
}
