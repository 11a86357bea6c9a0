/** One object into a bucket, whatever becomes of the connection meanwhile. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';
import { crc32c } from '@pacs/shared/crc32c';
import { inSteps } from '../core/byte-steps.ts';
import { within } from './deadline.ts';
import type { bucket as bucketOf } from './storage-client.ts';

type File = ReturnType<ReturnType<typeof bucketOf>['file']>;

export interface PutPatience {
  tries: number;
  /** A pack of 96 MiB within Google's network takes seconds. */
  tryMaxMs: number;
  /** Doubled with every try. */
  waitMs: number;
}

const patience: PutPatience = { tries: 4, tryMaxMs: 20_000, waitMs: 500 };

/** The service's answer is final but for those that ask to come again (cloud.google.com/storage/docs/retry-strategy). */
const isFinal = (code: unknown): code is number =>
  typeof code === 'number' && code >= 400 && code < 500 && code !== 408 && code !== 429;

const codeOf = (cause: unknown) => (cause instanceof Error && 'code' in cause ? cause.code : undefined);

/**
 * Nothing is overwritten, and names are used once: what lies there after an unanswered try was written by it. The
 * client library's own way waits for an answer without end: its `timeout` never reaches the request.
 */
export async function putObject(
  file: File,
  parts: readonly Uint8Array[],
  { tries, tryMaxMs, waitMs }: PutPatience = patience,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1)
    try {
      await save(file, parts, tryMaxMs);
      return;
    } catch (cause) {
      const code = codeOf(cause);
      if (code === 412 && (await isSame(file, parts, tryMaxMs))) return;
      if (attempt >= tries || isFinal(code)) throw cause;
      await setTimeout(waitMs * 2 ** (attempt - 1));
    }
}

const save = (file: File, parts: readonly Uint8Array[], maxMs: number): Promise<void> =>
  pipeline(
    Readable.from(inSteps(parts)),
    file.createWriteStream({
      resumable: false,
      validation: 'crc32c',
      preconditionOpts: { ifGenerationMatch: 0 },
      contentType: 'application/octet-stream',
      metadata: { cacheControl: 'private, no-store, no-transform' },
    }),
    { signal: AbortSignal.timeout(maxMs) },
  );

async function isSame(file: File, parts: readonly Uint8Array[], maxMs: number): Promise<boolean> {
  const [metadata] = await within(maxMs, file.getMetadata());
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(parts.reduce((crc, bytes) => crc32c(bytes, crc), 0));
  return metadata.crc32c === checksum.toString('base64');
}
