/** What the decode pool and its workers say to each other. */
import type { CodecName, DecodedFrame, DecodeFailure, FrameToDecode } from '@pacs/shared/codecs/types';

export interface DecodeRequest {
  frame: FrameToDecode;
  /** CRC-32C the frame's bytes must have before they are decoded. */
  expectCrc?: number | undefined;
}

/**
 * Get a codec ready before the first frame asks for it; there is no answer. `coming`: the compiled module follows in
 * a message of its own, which has none where it could not be had: then the worker fetches it when a frame needs it.
 */
export interface WarmRequest {
  warm: CodecName;
  module: WebAssembly.Module | 'coming' | undefined;
}

/** `ready` comes once, when the worker's code runs; then one answer a request, in order. */
export type DecodeAnswer =
  { kind: 'ready' } | { kind: 'decoded'; frame: DecodedFrame } | { kind: 'failed'; reason: DecodeFailure };
