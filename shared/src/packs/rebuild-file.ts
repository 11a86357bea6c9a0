import type { PixelFormat } from '../manifest.ts';
import type { HeadsBody, PayloadRecipe } from './heads.ts';

export interface PackSource {
  /** A range of the pack's `.frames` object. */
  read(at: number, bytes: number): Promise<Uint8Array>;
  /** The native bytes that our HTJ2K codestream was made from. */
  decodeNative(codestream: Uint8Array, format: PixelFormat): Promise<Uint8Array>;
}

/**
 * Puts the uploaded file number `file` of a pack together again. The caller compares its SHA-256 with the
 * recipe's. Throws where recipe and pack contradict each other.
 */
export async function rebuildFile(
  { heads, literals }: HeadsBody,
  file: number,
  source: PackSource,
): Promise<Uint8Array<ArrayBuffer>> {
  const recipe = heads.files[file];
  if (!recipe) throw new RangeError('heads: no such file');
  const rebuilt = new Uint8Array(recipe.bytes);
  let at = 0;
  let literalAt = recipe.literalsAt;
  const append = (bytes: Uint8Array) => {
    rebuilt.set(bytes, at);
    at += bytes.length;
  };
  for (const piece of recipe.pieces) {
    if ('literal' in piece) {
      append(literals.subarray(literalAt, literalAt + piece.literal));
      literalAt += piece.literal;
    } else {
      const payload = recipe.payloads[piece.payload];
      if (!payload) throw new RangeError('heads: no such payload');
      const bytes = payload.ranges.reduce((sum, [, length]) => sum + length, 0);
      if (bytes > recipe.bytes) throw new RangeError('heads: a payload larger than its file');
      append(await payloadBytes(payload, heads.formats, source));
    }
  }
  if (at !== recipe.bytes) throw new RangeError('heads: lengths do not add up');
  return rebuilt;
}

async function payloadBytes(
  payload: PayloadRecipe,
  formats: readonly PixelFormat[],
  source: PackSource,
): Promise<Uint8Array> {
  const ranges: Uint8Array[] = [];
  for (const [at, bytes] of payload.ranges) ranges.push(await source.read(at, bytes));
  const stored = concatenate(ranges);
  if (payload.coding === 'as-is') return stored;
  const format = formats[payload.format ?? -1];
  if (!format) throw new RangeError('heads: no such format');
  return source.decodeNative(stored, format);
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
