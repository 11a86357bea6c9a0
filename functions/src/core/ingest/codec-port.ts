import type { BlobRef, DisplayFacts, FrameCoding, PixelFormat } from '@pacs/shared/manifest';

export interface EncodedFrame {
  codestream: Uint8Array;
  resolutions: number[];
  range: [number, number];
}

/** Pixels in and out of our lossless HTJ2K. */
export interface FrameCodec {
  /** Proven to decode to `native`; undefined where it does not, or does not pay: the frame stays as it came. */
  encode(
    native: Uint8Array,
    format: PixelFormat,
    transferSyntaxUID: string,
  ): Promise<EncodedFrame | undefined>;
  /** A codestream that the client brought: undefined where `encode` would not have written one like it. */
  adopt(
    codestream: Uint8Array,
    format: PixelFormat,
  ): Promise<{ native: Uint8Array; frame: EncodedFrame } | undefined>;
  /** The bytes `encode` was given. */
  decodeNative(codestream: Uint8Array, format: PixelFormat): Promise<Uint8Array>;
  /** Whether the viewer can show frames kept as they came. */
  canShow(transferSyntaxUID: string): boolean;
}

export interface ThumbnailSource {
  bytes: Uint8Array;
  coding: FrameCoding;
  transferSyntaxUID: string;
  format: PixelFormat;
  bitOffset: number;
  /** Where lower resolutions of a codestream of ours end, and the range of its values. */
  resolutions: readonly number[];
  range: readonly [number, number] | undefined;
  display: DisplayFacts | undefined;
  /** Lookup tables and overlays. */
  blob(ref: BlobRef): Promise<Uint8Array>;
}

export interface ThumbnailSize {
  /** The longer one, in pixels. */
  side: number;
  maxBytes: number;
}

export interface Thumbnailer {
  /** WebP; undefined where the frame cannot be shown. Never throws. */
  render(source: ThumbnailSource, size: ThumbnailSize): Promise<Uint8Array | undefined>;
}
