/** One file on its way into a pack: its pixels laid out, the rest as literals, and the proof that they make the file. */
import { createHash } from 'node:crypto';
import { blobsOf } from '@pacs/shared/dicom/place-display';
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
  /** Lookup tables and overlay planes of its displays. */
  blobs: Uint8Array[];
  /** Bytes that stay in memory until the pack is written. */
  heldBytes: number;
}

/** What fails the proof is kept verbatim: the file is one literal. */
export async function draftFile(
  instance: ReadInstance,
  layout: PackLayout,
  codec: FrameCodec,
): Promise<DraftFile> {
  const { file, split, entry, sha256, header } = instance;
  const drafted = await draftFrames(instance, layout, codec);
  const isProven = split !== undefined && (await proves(instance, drafted, codec));
  const segments = isProven ? split.segments : [{ kind: 'literal' as const, at: 0, bytes: file.length }];
  const payloads = isProven ? drafted.payloads : [];
  const displays = [header.display, ...header.frames.map(({ display }) => display)];
  const blobs = displays.flatMap((display) => (display ? blobsOf(display) : []));
  // Nothing refers to the file any more.
  const isReleased =
    blobs.length === 0 && payloads.length > 0 && payloads.every(({ coding }) => coding === 'htj2k');
  const literals = segments.flatMap((segment) => {
    if (segment.kind === 'payload') return [];
    const bytes = file.subarray(segment.at, segment.at + segment.bytes);
    return [isReleased ? bytes.slice() : bytes];
  });
  const sum = (parts: readonly Uint8Array[]) => parts.reduce((total, { length }) => total + length, 0);
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
    heldBytes: codedBytes + (isReleased ? sum(literals) : file.length + sum(split?.standalone ?? [])),
  };
}

/** Whether literals and payloads, decoded, are the file again. */
async function proves(
  { file, split, sha256, header: { format } }: ReadInstance,
  { payloads }: DraftFrames,
  codec: FrameCodec,
): Promise<boolean> {
  const hash = createHash('sha256');
  for (const segment of split?.segments ?? [])
    if (segment.kind === 'literal') hash.update(file.subarray(segment.at, segment.at + segment.bytes));
    else {
      const native = await nativeBytes(payloads[segment.payload], format, codec).catch(() => undefined);
      if (!native) return false;
      for (const bytes of native) hash.update(bytes);
    }
  return hash.digest('base64url') === sha256;
}

async function nativeBytes(
  payload: DraftPayload | undefined,
  format: PixelFormat | undefined,
  codec: FrameCodec,
): Promise<Uint8Array[] | undefined> {
  const parts = payload?.runs.map(({ bytes }) => bytes);
  if (!payload || !parts || payload.coding === 'as-is') return parts;
  return format && [await codec.decodeNative(Buffer.concat(parts), format)];
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
