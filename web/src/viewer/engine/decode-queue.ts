/** Which frames to decode next, a few at a time, so that a change of mind takes effect at once. */
import type { DecodedFrame, FrameToDecode } from '@pacs/shared/codecs/types';
import type { FrameKey } from '../core/frame-source.ts';

export type Decode = (frame: FrameToDecode, options: { signal: AbortSignal }) => Promise<DecodedFrame>;

export interface DecodeJob {
  /** Names the result: a frame's key, and what of it. */
  id: string;
  key: FrameKey;
  frame: FrameToDecode;
}

export interface DecodeQueue {
  /** Starts the next jobs where there is room; called whenever something may have changed. */
  pump(): void;
  close(): void;
}

/** `next` gives the most wanted job that `busy` does not name yet. */
export function createDecodeQueue(
  decode: Decode,
  atOnce: number,
  next: (busy: ReadonlySet<string>) => DecodeJob | undefined,
  done: (job: DecodeJob, result: { decoded: DecodedFrame } | { failure: unknown }) => void,
): DecodeQueue {
  const closing = new AbortController();
  const busy = new Set<string>();

  const pump = () => {
    while (busy.size < atOnce && !closing.signal.aborted) {
      const job = next(busy);
      if (job === undefined) return;
      busy.add(job.id);
      decode(job.frame, { signal: closing.signal })
        .then(
          (decoded) => ({ decoded }),
          (failure: unknown) => ({ failure }),
        )
        .then((result) => {
          busy.delete(job.id);
          if (closing.signal.aborted) return;
          done(job, result);
          pump();
        });
    }
  };

  return {
    pump,
    close: () => {
      closing.abort();
    },
  };
}
