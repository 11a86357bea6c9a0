/** One file on its way into a pack: its pixels laid out, the rest as literals, and the proof that they make the file. */
import { createHash } from 'node:crypto';
import { blobsOf } from '@pacs/shared/dicom/place-display';
import type { SplitInstance } from '@pacs/shared/dicom/types';
import type { PixelFormat } from '@pacs/shared/manifest';
import type { FileRecipe, PieceRecipe } from '@pacs/shared/packs/heads';
import type { PackLayout } from '@pacs/shared/packs/pack-layout';
import type { FrameCodec } from './codec-port.ts';
import { type DraftFrames, type DraftPayload, draftFrames } from './draft-frames.ts';
import type { DraftedInstance, ReadInstance } from './packed-instance.ts';

export interface DraftFile {
  instance: DraftedInstance;
  drafted: DraftFrames;
  pieces: PieceRecipe[];
  literals: Uint8Array[];
  payloads: DraftPayload[];
  /** Lookup tables and overlay planes of its displays, each buffer once. */
  blobs: Uint8Array[];
  /** Bytes that stay in memory until the pack is written. */
  heldBytes: number;
}

/** What fails the proof is kept verbatim: the file is one literal. Takes `standalone` frames out of the split. */
export async function draftFile(
  instance: ReadInstance,
  layout: PackLayout,
  codec: FrameCodec,
): Promise<DraftFile> {
  const { file, split, entry, sha256, header } = instance;
  const standaloneBytes = standaloneBytesOf(instance);
  const drafted = await draftFrames(instance, layout, codec);
  // The pack has them now, and lets them go once they are written.
  split?.standalone?.splice(0);
  const isProven = split !== undefined && proves(instance, split, drafted);
  const segments = isProven ? split.segments : [{ kind: 'literal' as const, at: 0, bytes: file.length }];
  const payloads = isProven ? drafted.payloads : [];
  const displays = [header.display, ...header.frames.map(({ display }) => display)];
  const blobs = [...new Set(displays.flatMap((display) => (display ? blobsOf(display) : [])))];
  // Nothing refers to the file any more.
  const isReleased =
    blobs.length === 0 && payloads.length > 0 && payloads.every(({ coding }) => coding === 'htj2k');
  const literals = segments.flatMap((segment) => {
    if (segment.kind === 'payload') return [];
    const bytes = file.subarray(segment.at, segment.at + segment.bytes);
    return [isReleased ? bytes.slice() : bytes];
  });
  const codedBytes = drafted.payloads
    .filter(({ coding }) => coding === 'htj2k')
    .reduce((total, { runs }) => total + sum(runs.map(({ bytes }) => bytes)), 0);
  return {
    instance: {
      entry,
      sha256,
      header,
      bytes: file.length,
      split: split && { complete: split.complete, notes: split.notes },
    },
    drafted,
    pieces: segments.map((segment) =>
      segment.kind === 'payload' ? { payload: segment.payload } : { literal: segment.bytes },
    ),
    literals,
    payloads,
    blobs,
    heldBytes: codedBytes + sum(blobs) + (isReleased ? sum(literals) : file.length + standaloneBytes),
  };
}

/** Of frames that do not lie in the file. */
export const standaloneBytesOf = ({ split }: ReadInstance) => sum(split?.standalone ?? []);

const sum = (parts: readonly Uint8Array[]) => parts.reduce((total, { length }) => total + length, 0);

/**
 * Whether literals and payloads are the file again. What a codestream decodes to has been compared byte for byte with the
 * payload that it stands for: no codec hands out another (`FrameCodec.encode`, `AdoptedFrames`).
 */
function proves(
  { file, sha256 }: ReadInstance,
  { segments, payloads }: SplitInstance,
  drafted: DraftFrames,
): boolean {
  const hash = createHash('sha256');
  for (const segment of segments)
    if (segment.kind === 'literal') hash.update(file.subarray(segment.at, segment.at + segment.bytes));
    else {
      const native = payloads[segment.payload];
      const stored = drafted.payloads[segment.payload];
      if (!native || !stored) return false;
      const parts = stored.coding === 'htj2k' ? [native] : stored.runs.map(({ bytes }) => bytes);
      for (const bytes of parts) hash.update(bytes);
    }
  return hash.digest('base64url') === sha256;
}

/** Once the pack is laid out. */
export function recipeOf(
  { instance, pieces, payloads }: DraftFile,
  literalsAt: number,
  formatNumber: (format: PixelFormat) => number,
): FileRecipe {
  const { format } = instance.header;
  return {
    sha256: instance.sha256,
    bytes: instance.bytes,
    literalsAt,
    pieces,
    payloads: payloads.map(({ coding, runs }) => ({
      coding,
      ranges: runs.map(({ at, bytes }): [number, number] => [at, bytes.length]),
      ...(coding === 'htj2k' && format && { format: formatNumber(format) }),
    })),
  };
}
