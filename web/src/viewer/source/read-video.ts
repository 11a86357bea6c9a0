/** A video's stream from a pack, in ranges: what broke off goes on where it was. */
import { crc32c } from '@pacs/shared/crc32c';
import type { FrameRef } from '@pacs/shared/manifest';
import { VideoFailure, type ReadVideo } from '../core/video-stream.ts';
import { endsAccess } from '../core/signed-urls.ts';
import { readRange, RangeError } from './read-range.ts';
import type { UrlKeeper } from './url-keeper.ts';

const rangeBytes = 4 * 1024 * 1024;
const maxTries = 5;
const firstBackoffMs = 300;

interface World {
  fetchBytes: typeof fetch;
  urls: UrlKeeper;
  delay: (ms: number, signal: AbortSignal) => Promise<void>;
}

interface Piece {
  from: number;
  to: number;
  /** In the stream. */
  at: number;
}

function piecesOf({ leadAt, leadBytes, restAt, restBytes }: FrameRef): Piece[] {
  const pieces: Piece[] = [];
  const cut = (start: number, bytes: number, at: number) => {
    for (let done = 0; done < bytes; done += rangeBytes)
      pieces.push({
        from: start + done,
        to: start + Math.min(bytes, done + rangeBytes),
        at: at + done,
      });
  };
  cut(leadAt, leadBytes, 0);
  cut(restAt, restBytes, leadBytes);
  return pieces;
}

export function createVideoReader(world: World): ReadVideo {
  return async ({ video }, { signal, onProgress }) => {
    if (video === undefined) throw new VideoFailure('damaged');
    const { frame } = video;
    const bytes = frame.leadBytes + frame.restBytes;
    // Once more where it does not match: then it is what is stored that is damaged.
    for (let times = 0; times < 2; times += 1) {
      const stream = new Uint8Array(bytes);
      for (const piece of piecesOf(frame)) {
        await readPiece(world, frame.pack, piece, stream, signal, (read) => {
          onProgress((piece.at + read) / bytes);
        });
      }
      if (crc32c(stream) === frame.crc) return stream;
    }
    throw new VideoFailure('damaged');
  };
}

async function readPiece(
  { urls, fetchBytes, delay }: World,
  pack: number,
  { from, to, at }: Piece,
  into: Uint8Array,
  signal: AbortSignal,
  onProgress: (read: number) => void,
): Promise<void> {
  let refusals = 0;
  for (let tries = 1; ; tries += 1) {
    try {
      const url = await urls.url(pack);
      try {
        await readRange(fetchBytes, url, { from, to }, signal, (buffer, filled) => {
          if (filled === buffer.length) into.set(buffer, at);
          onProgress(filled);
        });
        return;
      } catch (cause) {
        if (!(cause instanceof RangeError) || cause.reason !== 'refused') throw cause;
        urls.refused(pack, url);
        refusals += 1;
        if (refusals > 1) throw new VideoFailure('gone', { cause });
      }
    } catch (cause) {
      if (cause instanceof VideoFailure) throw cause;
      if (endsAccess(cause)) throw new VideoFailure('gone', { cause });
      if (signal.aborted || tries >= maxTries) throw new VideoFailure('unreachable', { cause });
      await delay(firstBackoffMs * 2 ** (tries - 1), signal);
    }
  }
}
