/** What the decode pool and its workers say to each other. */
import type { CodecName, DecodedFrame, DecodeFailure, FrameToDecode } from '@pacs/shared/codecs/types';

export interface DecodeRequest {
  frame: FrameToDecode;
  /** CRC-32C the frame's bytes must have before they are decoded. */
  expectCrc?: number | undefined;
}

/** Fetch a codec before the first frame asks for it; there is no answer. */
export interface WarmRequest {
  warm: CodecName;
}

/** `ready` comes once, when the worker's code runs; then one answer a request, in order. */
export type DecodeAnswer =
  { kind: 'ready' } | { kind: 'decoded'; frame: DecodedFrame } | { kind: 'failed'; reason: DecodeFailure };
