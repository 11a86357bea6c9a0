/** What the codecs' WebAssembly builds export, as far as it is used here. */

export interface FrameInfo {
  width: number;
  height: number;
  bitsPerSample: number;
  componentCount: number;
  isSigned: boolean;
}

/** An object on the WebAssembly heap: freed by `delete` only. */
export interface HeapObject {
  delete(): void;
}

export interface Decoder extends HeapObject {
  /** A view of the heap to copy the codestream into; invalid after the next call. */
  getEncodedBuffer(bytes: number): Uint8Array;
  decode(): void;
  /** A view of the heap or a copy, by codec: copy it before `delete`. */
  getDecodedBuffer(): Uint8Array | Uint8ClampedArray;
  getFrameInfo(): FrameInfo;
}

export interface Htj2kDecoder extends Decoder {
  decodeSubResolution(skipResolutions: number): void;
  calculateSizeAtDecompositionLevel(skipResolutions: number): { width: number; height: number };
  /** False after garbage, which does not throw. */
  getIsHeaderValid(): boolean;
  getLastErrorMessage(): string;
}

export interface Htj2kEncoder extends HeapObject {
  getDecodedBuffer(info: FrameInfo & { isUsingColorTransform: boolean }): Uint8Array;
  setQuality(lossless: boolean, quantizationStep: number): void;
  setDecompositions(count: number): void;
  /** 2: RPCL. */
  setProgressionOrder(order: number): void;
  setTLMMarker(write: boolean): void;
  setTilePartDivisionsAtResolutions(divide: boolean): void;
  encode(): void;
  getEncodedBuffer(): Uint8Array;
}

export interface JpegLsDecoder extends Decoder {
  /** 0: planes, 1: lines, 2: pixels; CharLS hands out planes for 0 and pixels otherwise. */
  getInterleaveMode(): number;
}

/** dcmjs-codecs' native module without its JavaScript: plain exports, contexts are heap addresses. */
export interface DcmjsNativeCodecs {
  readonly memory: WebAssembly.Memory;
  CreateCodecsContext(): number;
  ReleaseCodecsContext(context: number): void;
  CreateDecoderParameters(): number;
  ReleaseDecoderParameters(parameters: number): void;
  SetConvertColorspaceToRgb(parameters: number, convert: number): void;
  SetColumns(context: number, value: number): void;
  SetRows(context: number, value: number): void;
  SetBitsAllocated(context: number, value: number): void;
  SetBitsStored(context: number, value: number): void;
  SetSamplesPerPixel(context: number, value: number): void;
  SetPixelRepresentation(context: number, value: number): void;
  SetPlanarConfiguration(context: number, value: number): void;
  SetPhotometricInterpretation(context: number, value: number): void;
  SetEncodedBufferSize(context: number, bytes: number): void;
  GetEncodedBuffer(context: number): number;
  GetDecodedBuffer(context: number): number;
  GetDecodedBufferSize(context: number): number;
  DecodeJpeg(context: number, parameters: number): void;
  DecodeJpeg2000(context: number, parameters: number): void;
}

export interface CodecModules {
  openjph: { HTJ2KDecoder: new () => Htj2kDecoder; HTJ2KEncoder: new () => Htj2kEncoder };
  openjpeg: { J2KDecoder: new () => Decoder };
  charls: { JpegLSDecoder: new () => JpegLsDecoder };
  libjpegTurbo8: { JPEGDecoder: new () => Decoder };
  /** 12-bit DCT JPEG, and JPEG 2000 the smaller codec cannot hand out: 4 MB, so only when such a frame appears. */
  dcmjsCodecs: DcmjsNativeCodecs;
}
