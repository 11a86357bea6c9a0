/** Entries whose frames the client has coded already become the files they were made from. */
import { limits } from '@pacs/shared/limits';
import type { PixelFormat } from '@pacs/shared/manifest';
import type { RejectReason } from '@pacs/shared/outcomes';
import { isCodedFile, readCodedFile } from '@pacs/shared/packs/coded-file';
import type { EncodedFrame, FrameCodec } from './codec-port.ts';

/** By where its native bytes lie in the file. */
export type AdoptedFrames = ReadonlyMap<number, { format: PixelFormat; frame: EncodedFrame }>;

export type EntryFile =
  /** `sha256`: what the client said the file has. */
  | { status: 'file'; file: Uint8Array; coded?: { sha256: string; frames: AdoptedFrames } }
  | { status: 'refused'; reason: RejectReason };

/** For one bundle: what its entries expand to counts together. */
export function createEntryReader(
  codec: Pick<FrameCodec, 'adopt'>,
): (bytes: Uint8Array) => Promise<EntryFile> {
  let expandedBytes = 0;
  return async (bytes) => {
    if (!isCodedFile(bytes)) return { status: 'file', file: bytes };
    const formats: { format: PixelFormat; frame: EncodedFrame }[] = [];
    try {
      const { file, sha256, coded } = await readCodedFile(bytes, async (codestream, format) => {
        const adopted = await codec.adopt(codestream, format);
        if (adopted === undefined) throw new RangeError('not a codestream of ours');
        expandedBytes += adopted.native.length;
        if (expandedBytes > limits.bundleMaxExpandedBytes) throw new RangeError('expands too far');
        formats.push({ format, frame: adopted.frame });
        return adopted.native;
      });
      const frames = new Map(coded.flatMap(({ at }, i) => (formats[i] ? [[at, formats[i]]] : [])));
      return { status: 'file', file, coded: { sha256, frames } };
    } catch {
      return {
        status: 'refused',
        reason: expandedBytes > limits.bundleMaxExpandedBytes ? 'zip-expands-too-far' : 'zip-damaged',
      };
    }
  };
}
