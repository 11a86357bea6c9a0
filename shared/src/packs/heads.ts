/**
 * The `.heads` object of a pack, before gzip:
 *   u32 little endian: length of the JSON · JSON `Heads` · literal bytes of all files, in order
 * With the pack's `.frames` object it gives back every uploaded file byte for byte.
 */
import { z } from 'zod';
import { FrameCoding, PixelFormat } from '../manifest.ts';

const count = z.int().min(0);

/** Pixel bytes of a file: the ranges of `.frames`, one after the other, decoded as `coding` says. */
export const PayloadRecipe = z.object({
  coding: FrameCoding,
  ranges: z.array(z.tuple([count, count])),
  /** htj2k: number in `formats`; the decoded samples, little endian at BitsAllocated width, are the bytes. */
  format: count.optional(),
});
export type PayloadRecipe = z.infer<typeof PayloadRecipe>;

/** A file in order: that many literal bytes, or a payload by number. */
export const PieceRecipe = z.union([z.object({ literal: count }), z.object({ payload: count })]);
export type PieceRecipe = z.infer<typeof PieceRecipe>;

export const FileRecipe = z.object({
  /** SHA-256 of the file, base64url. */
  sha256: z.string().length(43),
  bytes: count,
  /** Where its literal bytes begin among all literals. */
  literalsAt: count,
  pieces: z.array(PieceRecipe),
  payloads: z.array(PayloadRecipe),
});
export type FileRecipe = z.infer<typeof FileRecipe>;

export const Heads = z.object({
  version: z.literal(1),
  formats: z.array(PixelFormat),
  files: z.array(FileRecipe),
});
export type Heads = z.infer<typeof Heads>;

export interface HeadsBody {
  heads: Heads;
  literals: Uint8Array;
}

/** The body as its parts in order: literals are not copied. */
export function encodeHeads(heads: Heads, literals: readonly Uint8Array[]): Uint8Array[] {
  const json = new TextEncoder().encode(JSON.stringify(heads));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, json.length, true);
  return [length, json, ...literals];
}

/** What the first bytes of a body say; 0 where there are too few. */
export function headsJsonBytes(body: Uint8Array | undefined): number {
  return body === undefined || body.length < 4
    ? 0
    : new DataView(body.buffer, body.byteOffset, body.byteLength).getUint32(0, true);
}

/** Throws where the body is shorter than it says or not a `Heads`. */
export function decodeHeads(body: Uint8Array): HeadsBody {
  const jsonBytes = headsJsonBytes(body);
  if (jsonBytes === 0 || 4 + jsonBytes > body.length) throw new Error('heads: bad length');
  const json = new TextDecoder().decode(body.subarray(4, 4 + jsonBytes));
  return { heads: Heads.parse(JSON.parse(json)), literals: body.subarray(4 + jsonBytes) };
}
