import { nativeFrameBytes } from '@pacs/shared/codecs/decoders/native';
import { canDecode } from '@pacs/shared/codecs/decode-frame';
import { runHtj2kDecoder } from '@pacs/shared/codecs/decoders/htj2k';
import { encodeHtj2k, isHtj2kEligible } from '@pacs/shared/codecs/htj2k-encode';
import { createHtj2kAdopter } from '@pacs/shared/codecs/htj2k-adopt';
import { nodeCodecs } from '@pacs/shared/codecs/node-codecs';
import type { FrameCodec } from '../core/ingest/codec-port.ts';
import { processMemory } from './garbage.ts';

export function htj2kCodec(): FrameCodec {
  const codecs = nodeCodecs();
  const adopter = createHtj2kAdopter(codecs);
  return {
    async encode(native, format, transferSyntaxUID) {
      if (!isHtj2kEligible(format, transferSyntaxUID)) return undefined;
      // Decoded for the proof, and once more as numbers for the range.
      processMemory.taken(2 * native.length);
      return encodeHtj2k(codecs, native, format);
    },
    adopt(codestream, format) {
      processMemory.taken(2 * nativeFrameBytes(format));
      return adopter.adopt(codestream, format);
    },
    decodeNative: (codestream) => runHtj2kDecoder(codecs, codestream),
    canShow: canDecode,
  };
}
