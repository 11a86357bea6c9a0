/** Decoding of one frame: the same code in the browser's workers, in ingest and in tests. */
import type { FrameCoding, PixelFormat } from '../manifest.ts';

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
}

/** Why a frame cannot be shown. */
export type DecodeFailure = 'unsupported-syntax' | 'damaged' | 'size-mismatch';

export class DecodeError extends Error {
  override readonly name = 'DecodeError';
  readonly reason: DecodeFailure;
  constructor(reason: DecodeFailure, options?: ErrorOptions) {
    super(reason, options);
    this.reason = reason;
  }
}

/** Loads a codec's WebAssembly module once; one adapter for Node, one for the browser. */
export interface CodecLoader {
  openjph(): Promise<unknown>;
  openjpeg(): Promise<unknown>;
  charls(): Promise<unknown>;
  libjpegTurbo8(): Promise<unknown>;
  /** 12-bit JPEG extended; 4 MB, so only when that syntax appears. */
  dcmjsCodecs(): Promise<unknown>;
}
