import { canDecode } from '@pacs/shared/codecs/decode-frame';
import { runHtj2kDecoder } from '@pacs/shared/codecs/decoders/htj2k';
import { encodeHtj2k, isHtj2kEligible } from '@pacs/shared/codecs/htj2k-encode';
import { createHtj2kAdopter } from '@pacs/shared/codecs/htj2k-adopt';
import { nodeCodecs } from '@pacs/shared/codecs/node-codecs';
import type { FrameCodec } from '../core/ingest/codec-port.ts';

export function htj2kCodec(): FrameCodec {
  const codecs = nodeCodecs();
  const adopter = createHtj2kAdopter(codecs);
  return {
    encode: async (native, format, transferSyntaxUID) =>
      isHtj2kEligible(format, transferSyntaxUID) ? encodeHtj2k(codecs, native, format) : undefined,
    adopt: (codestream, format) => adopter.adopt(codestream, format),
    decodeNative: (codestream) => runHtj2kDecoder(codecs, codestream),
    canShow: canDecode,
  };
}
