import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { z } from 'zod';

/** What the Storage emulator says about an object (JSON API, https://cloud.google.com/storage/docs/json_api/v1/objects). */
const ObjectMetadata = z.object({
  name: z.string(),
  bucket: z.string(),
  generation: z.string(),
  metageneration: z.string(),
  size: z.coerce.number(),
  timeCreated: z.string(),
  updated: z.string(),
  md5Hash: z.string(),
  crc32c: z.string(),
  etag: z.string(),
  contentType: z.string().optional(),
  contentDisposition: z.string().optional(),
  contentEncoding: z.string().optional(),
  cacheControl: z.string().optional(),
  metadata: z.record(z.string(), z.string()).optional(),
});
export type ObjectMetadata = z.infer<typeof ObjectMetadata>;

const ObjectList = z.object({ items: z.array(ObjectMetadata).default([]) });

/** The emulator takes at most 130 MiB in one request body. */
const pieceBytes = 64 * 1024 * 1024;

export interface EmulatorClient {
  metadata(bucket: string, name: string): Promise<ObjectMetadata | undefined>;
  download(bucket: string, name: string, file: string): Promise<void>;
  /** Answers status and body of Firebase's own reply to a finished upload. */
  upload(object: { bucket: string; name: string; metadata: object; file: string; bytes: number }): Promise<{
    status: number;
    body: string;
  }>;
}

/** Speaks to the emulator as an administrator. */
export function createEmulatorClient(origin: string): EmulatorClient {
  return {
    // A list of one: asking for the object itself would make the emulator read all its bytes.
    metadata: async (bucket, name) => {
      const url = `${origin}/storage/v1/b/${encodeURIComponent(bucket)}/o?prefix=${encodeURIComponent(name)}&maxResults=1`;
      const answer = await fetch(url);
      if (!answer.ok) return undefined;
      return ObjectList.parse(await answer.json()).items.find((item) => item.name === name);
    },
    download: async (bucket, name, file) => {
      const url = `${origin}/download/storage/v1/b/${encodeURIComponent(bucket)}/o/${encodeURIComponent(name)}?alt=media`;
      const answer = await fetch(url);
      if (!answer.ok || answer.body === null)
        throw new Error(`the emulator answered ${String(answer.status)}`);
      await pipeline(Readable.fromWeb(answer.body as ReadableStream), createWriteStream(file));
    },
    upload: async ({ bucket, name, metadata, file, bytes }) => {
      const collection = `${origin}/v0/b/${encodeURIComponent(bucket)}/o?name=${encodeURIComponent(name)}`;
      const headers = { authorization: 'Firebase owner', 'x-goog-upload-protocol': 'resumable' };
      const start = await fetch(collection, {
        method: 'POST',
        headers: { ...headers, 'x-goog-upload-command': 'start', 'content-type': 'application/json' },
        body: JSON.stringify(metadata),
      });
      const session = start.headers.get('x-gupload-uploadid');
      if (!start.ok || session === null) return { status: start.status, body: await start.text() };
      for (let at = 0; ; at += pieceBytes) {
        const last = at + pieceBytes >= bytes;
        const answer = await fetch(`${collection}&upload_id=${session}&upload_protocol=resumable`, {
          method: 'POST',
          headers: {
            ...headers,
            'x-goog-upload-command': last ? 'upload, finalize' : 'upload',
            'x-goog-upload-offset': String(at),
            'content-type': 'application/octet-stream',
          },
          body: await readPiece(file, at, Math.min(at + pieceBytes, bytes)),
        });
        const body = await answer.text();
        if (last || !answer.ok) return { status: answer.status, body };
      }
    },
  };
}

async function readPiece(file: string, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
  const piece = new Uint8Array(to - from);
  const handle = await open(file);
  try {
    await handle.read(piece, 0, piece.length, from);
  } finally {
    await handle.close();
  }
  return piece;
}
