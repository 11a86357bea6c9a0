/** Entries whose frames the client has coded already become the files they were made from. */
import { nativeFrameBytes } from '@pacs/shared/codecs/decoders/native';
import { limits } from '@pacs/shared/limits';
import type { PixelFormat } from '@pacs/shared/manifest';
import type { RejectReason } from '@pacs/shared/outcomes';
import { isCodedFile, readCodedFile } from '@pacs/shared/packs/coded-file';
import type { BundleBudget } from './bundle-budget.ts';
import type { EncodedFrame, FrameCodec } from './codec-port.ts';
import { sha256Of } from './sha256-of.ts';

class ExpandsTooFar extends Error {}

interface AdoptedFrame {
  format: PixelFormat;
  frame: EncodedFrame;
  /** Of what its codestream decodes to. */
  nativeSha256: string;
}

/** By where its native bytes lie in the file. */
export type AdoptedFrames = ReadonlyMap<number, AdoptedFrame>;

export type EntryFile =
  /** `sha256`: what the client said the file has. */
  | { status: 'file'; file: Uint8Array; coded?: { sha256: string; frames: AdoptedFrames } }
  | { status: 'refused'; reason: RejectReason };

/** What is inflated, decoded or made room for is taken from the bundle's `budget` first. */
export async function readEntryFile(
  bytes: Uint8Array,
  codec: Pick<FrameCodec, 'adopt'>,
  budget: BundleBudget,
): Promise<EntryFile> {
  if (!isCodedFile(bytes)) return { status: 'file', file: bytes };
  const decoded: AdoptedFrame[] = [];
  const decodeNative = async (codestream: Uint8Array, format: PixelFormat) => {
    // The client codes none that are larger: the codec works on several copies.
    if (nativeFrameBytes(format) > limits.transcodeFrameMaxBytes) throw new RangeError('frame too large');
    if (!budget.takeCodestream()) throw new RangeError('too many codestreams');
    const adopted = await codec.adopt(codestream, format);
    if (adopted === undefined) throw new RangeError('not a codestream of ours');
    decoded.push({ format, frame: adopted.frame, nativeSha256: sha256Of(adopted.native) });
    return adopted.native;
  };
  try {
    const { file, sha256, coded } = await readCodedFile(bytes, {
      decodeNative,
      inflated(more) {
        if (!budget.expand(more)) throw new ExpandsTooFar();
      },
      reserve(more) {
        if (!budget.reserve(more)) throw new ExpandsTooFar();
      },
    });
    const frames = new Map(coded.flatMap(({ at }, i) => (decoded[i] ? [[at, decoded[i]]] : [])));
    return { status: 'file', file, coded: { sha256, frames } };
  } catch (cause) {
    const reason = cause instanceof ExpandsTooFar ? 'zip-expands-too-far' : budget.spent;
    return { status: 'refused', reason: reason ?? 'zip-damaged' };
  }
}
