/** A few frames being decoded at a time, so that a change of mind takes effect at once. */
import type { DecodedFrame, FrameToDecode } from '@pacs/shared/codecs/types';
import type { FrameKey } from '../core/frame-source.ts';

export type Decode = (frame: FrameToDecode, options: { signal: AbortSignal }) => Promise<DecodedFrame>;

export interface DecodeJob {
  kind: 'full' | 'preview' | 'thumbnail';
  key: FrameKey;
  frame: FrameToDecode;
}

export type DecodeResult = { decoded: DecodedFrame } | { failure: unknown };

export interface DecodeQueue {
  /** Starts the next jobs where there is room; called whenever something may have changed. */
  pump(): void;
  isBusy(job: Pick<DecodeJob, 'kind' | 'key'>): boolean;
  close(): void;
}

const idOf = ({ kind, key }: Pick<DecodeJob, 'kind' | 'key'>) => `${key}/${kind}`;

/** `next` gives the most wanted job that is not busy. */
export function createDecodeQueue(
  decode: Decode,
  atOnce: number,
  next: () => DecodeJob | undefined,
  done: (job: DecodeJob, result: DecodeResult) => void,
): DecodeQueue {
  const closing = new AbortController();
  const busy = new Set<string>();

  const run = async (job: DecodeJob) => {
    const result = await decode(job.frame, { signal: closing.signal }).then(
      (decoded): DecodeResult => ({ decoded }),
      (failure: unknown): DecodeResult => ({ failure }),
    );
    busy.delete(idOf(job));
    if (closing.signal.aborted) return;
    done(job, result);
    pump();
  };

  const pump = () => {
    while (busy.size < atOnce && !closing.signal.aborted) {
      const job = next();
      if (job === undefined) return;
      busy.add(idOf(job));
      void run(job);
    }
  };

  return {
    pump,
    isBusy: (job) => busy.has(idOf(job)),
    close: () => {
      closing.abort();
    },
  };
}
