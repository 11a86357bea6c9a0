/** One uploaded file out of a pack's `.heads`, without holding the rest of the pack. */
import { createHash } from 'node:crypto';
import { Readable, pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { AppError } from '@pacs/shared/errors';
import { limits } from '@pacs/shared/limits';
import { Heads } from '@pacs/shared/packs/heads';
import type { PackStore } from '../ports.ts';

const stepBytes = 4 * 1024 * 1024;

export interface StoredFile {
  /** Of the pack's `.heads` object. */
  name: string;
  headsBytes: number;
  /** Ordinal in it. */
  file: number;
}

/**
 * The file byte for byte, its SHA-256 compared. undefined where part of it lies in `.frames`: what is no image has
 * no pixel data. Errors: too-large (limits.documentMaxBytes).
 */
export async function readStoredFile(
  packs: PackStore,
  { name, headsBytes, file }: StoredFile,
): Promise<Uint8Array | undefined> {
  const gunzip = createGunzip();
  // A break of the reading below ends the stream, and so does a failure above: it comes out of the loop.
  pipeline(Readable.from(stepsOf(packs, name, headsBytes)), gunzip, () => undefined);
  const body = byteReader(gunzip);
  try {
    const lengthBytes = await body.take(4);
    const jsonBytes = new DataView(lengthBytes.buffer).getUint32(0, true);
    if (jsonBytes > limits.headsJsonMaxBytes) throw new AppError('too-large');
    const json = new TextDecoder().decode(await body.take(jsonBytes));
    const recipe = Heads.parse(JSON.parse(json)).files[file];
    if (!recipe) throw new AppError('internal', { detail: 'no such file in the pack' });
    if (recipe.pieces.some((piece) => 'payload' in piece)) return undefined;
    if (recipe.bytes > limits.documentMaxBytes) throw new AppError('too-large');
    await body.skip(recipe.literalsAt);
    const bytes = await body.take(recipe.bytes);
    if (createHash('sha256').update(bytes).digest('base64url') !== recipe.sha256)
      throw new AppError('internal', { detail: 'a stored file is damaged' });
    return bytes;
  } finally {
    gunzip.destroy();
  }
}

async function* stepsOf(packs: PackStore, name: string, bytes: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes; at += stepBytes)
    yield await packs.read(name, at, Math.min(stepBytes, bytes - at));
}

interface ByteReader {
  take(bytes: number): Promise<Uint8Array<ArrayBuffer>>;
  skip(bytes: number): Promise<void>;
}

/** Errors: internal, where the stream ends before. */
function byteReader(stream: AsyncIterable<unknown>): ByteReader {
  const chunks = stream[Symbol.asyncIterator]();
  let rest: Uint8Array = new Uint8Array();
  const pull = async (bytes: number, use: (part: Uint8Array) => void): Promise<void> => {
    for (let left = bytes; left > 0;) {
      if (rest.length === 0) {
        const next = await chunks.next();
        if (next.done === true) throw new AppError('internal', { detail: 'heads are cut' });
        rest = next.value as Uint8Array;
      }
      const part = rest.subarray(0, left);
      use(part);
      rest = rest.subarray(part.length);
      left -= part.length;
    }
  };
  return {
    async take(bytes) {
      const taken = new Uint8Array(bytes);
      let at = 0;
      await pull(bytes, (part) => {
        taken.set(part, at);
        at += part.length;
      });
      return taken;
    },
    skip: (bytes) => pull(bytes, () => undefined),
  };
}
