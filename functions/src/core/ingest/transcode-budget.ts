import { isHtj2kEligible } from '@pacs/shared/codecs/htj2k-encode';
import { limits } from '@pacs/shared/limits';
import type { Clock } from '../ports.ts';
import type { FrameCodec } from './codec-port.ts';

export interface TranscodeBudget {
  /** Past its time, and for frames too large for its memory, frames stay as they came; `left` is told of the former. */
  codec: (left: () => void) => FrameCodec;
}

/** For one run of a function. */
export function transcodeBudget(codec: FrameCodec, clock: Clock, maxMs: number): TranscodeBudget {
  let spentMs = 0;
  return {
    codec: (left) => ({
      ...codec,
      async encode(native, format, transferSyntaxUID) {
        if (native.length > limits.transcodeFrameMaxBytes) return undefined;
        if (spentMs >= maxMs) {
          if (isHtj2kEligible(format, transferSyntaxUID)) left();
          return undefined;
        }
        const beganMs = clock.now();
        const encoded = await codec.encode(native, format, transferSyntaxUID);
        spentMs += clock.now() - beganMs;
        return encoded;
      },
    }),
  };
}
