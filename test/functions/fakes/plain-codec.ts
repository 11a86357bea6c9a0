import { deflateSync, inflateSync } from 'node:zlib';
import type { FrameCodec } from '../../../functions/src/core/ingest/codec-port.ts';

/** A reversible code in the place of HTJ2K, for tests that are not about pictures. */
export function plainCodec(): FrameCodec {
  return {
    encode: async (native) => {
      const codestream = deflateSync(native);
      if (codestream.length >= native.length) return undefined;
      return {
        codestream,
        resolutions: [Math.ceil(codestream.length / 10), codestream.length],
        range: [0, 1],
      };
    },
    adopt: async () => undefined,
    decodeNative: async (codestream) => inflateSync(codestream),
    canShow: () => true,
  };
}
