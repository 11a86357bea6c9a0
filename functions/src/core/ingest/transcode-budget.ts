import { limits } from '@pacs/shared/limits';
import type { Clock } from '../ports.ts';
import type { FrameCodec } from './codec-port.ts';

/** The codec for one bundle: past its time, and for frames too large for its memory, frames stay as they came. */
export function withinBudget(codec: FrameCodec, clock: Clock): FrameCodec {
  let spentMs = 0;
  return {
    ...codec,
    async encode(native, format, transferSyntaxUID) {
      if (spentMs >= limits.transcodeMaxMs || native.length > limits.transcodeFrameMaxBytes) return undefined;
      const beganMs = clock.now();
      const encoded = await codec.encode(native, format, transferSyntaxUID);
      spentMs += clock.now() - beganMs;
      return encoded;
    },
  };
}
