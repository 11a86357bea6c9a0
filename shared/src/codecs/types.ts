/** Decoding of one frame: the same code in the browser's workers, in ingest and in tests. */
import type { FrameCoding, PixelFormat } from '../manifest.ts';
import type { CodecModules } from './codec-modules.ts';

export type Samples =
  Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

export interface FrameToDecode {
  /** The frame's bytes (lead ++ rest); for a preview, its first bytes up to a resolution's end. */
  bytes: Uint8Array;
  coding: FrameCoding;
  transferSyntaxUID: string;
  format: PixelFormat;
  /** Bits to skip before the first pixel of a 1-bit frame. */
  bitOffset?: number;
  /** htj2k previews: resolution levels to leave out (0: full size). */
  skipResolutions?: number;
  /** htj2k previews: smallest and largest stored value of the frame; wavelet over- and undershoot is clamped. */
  range?: readonly [number, number];
  /** Smallest and largest stored value that mean "no image here": kept apart where halves are made. */
  padding?: readonly [number, number];
}

/**
 * Stored values, sample-interleaved, masked to BitsStored and sign-extended; no rescale, no LUT.
 * 1-bit images: one byte a pixel. `photometricInterpretation` is that of `samples`: a codec that converts
 * colour says RGB here. `rows` and `columns` are smaller than the format's for previews.
 */
export interface DecodedFrame {
  samples: Samples;
  rows: number;
  columns: number;
  samplesPerPixel: number;
  photometricInterpretation: string;
  /** The same picture with half the rows and columns, to be shown small: made by `withHalves` alone. Not to be measured. */
  half?: DecodedFrame;
}

/**
 * Why a frame cannot be shown. `codec-unavailable`: the codec's code could not be fetched, so trying again
 * may help; the frame itself may be sound. `checksum`: the bytes are not those that were stored.
 */
export type DecodeFailure =
  'unsupported-syntax' | 'damaged' | 'size-mismatch' | 'checksum' | 'codec-unavailable';

export class DecodeError extends Error {
  override readonly name = 'DecodeError';
  readonly reason: DecodeFailure;
  constructor(reason: DecodeFailure, options?: ErrorOptions) {
    super(reason, options);
    this.reason = reason;
  }
}

export type CodecName = keyof CodecModules;

/** Gives out codecs' WebAssembly instances: one adapter for Node (node-codecs), one for the browser. */
export interface CodecLoader {
  /**
   * Runs `run` on a live instance, loading the codec at first use. If `run` throws, the instance is dropped
   * and the next use gets a fresh one: WebAssembly that trapped or threw leaves its heap in any state.
   */
  use<N extends CodecName, T>(name: N, run: (module: CodecModules[N]) => T): Promise<T>;
}
