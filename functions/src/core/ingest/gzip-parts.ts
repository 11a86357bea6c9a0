import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { inSteps, stepBytes } from '../byte-steps.ts';
import { createGunzip, createGzip } from 'node:zlib';
import type { Memory } from '../ports.ts';

/** Siemens' headers: 8 % larger than at the default level, in under half its time. */
const level = 4;

function* taken(parts: Uint8Array[]): Generator<Uint8Array> {
  parts.reverse();
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) yield part;
}

/**
 * gzip of all parts as one, itself in parts, proven to give them back. Takes the parts out of the array, so that
 * they need not stay in memory while the proof is made.
 */
export async function gzipParts(parts: Uint8Array[], memory: Memory): Promise<Uint8Array[]> {
  const given = createHash('sha256');
  for (const part of parts) given.update(part);
  const zipped: Uint8Array[] = [];
  await pipeline(
    Readable.from(inSteps(taken(parts))),
    createGzip({ level, chunkSize: stepBytes }),
    async (source) => {
      for await (const chunk of source as AsyncIterable<Uint8Array>) {
        memory.taken(chunk.length);
        zipped.push(chunk);
      }
    },
  );
  const back = createHash('sha256');
  await pipeline(Readable.from(zipped), createGunzip({ chunkSize: stepBytes }), async (source) => {
    for await (const chunk of source as AsyncIterable<Uint8Array>) {
      memory.taken(chunk.length);
      back.update(chunk);
    }
  });
  if (!given.digest().equals(back.digest())) throw new Error('gzip does not give its input back');
  return zipped;
}
