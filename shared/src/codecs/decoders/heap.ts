/** Work with decoders whose objects live on a WebAssembly heap. */
import type { Decoder, FrameInfo, HeapObject } from '../codec-modules.ts';
import { DecodeError } from '../types.ts';

/** Frees the object whatever happens. */
export function withHeapObject<O extends HeapObject, T>(object: O, use: (object: O) => T): T {
  try {
    return use(object);
  } finally {
    object.delete();
  }
}

/** Copies the codestream in, runs `decode` and copies the pixels out. */
export function runDecoder<D extends Decoder>(
  decoder: D,
  codestream: Uint8Array,
  decode: (decoder: D) => void = (it) => it.decode(),
): { bytes: Uint8Array; info: FrameInfo } {
  decoder.getEncodedBuffer(codestream.length).set(codestream);
  decode(decoder);
  const decoded = decoder.getDecodedBuffer();
  const bytes =
    decoded instanceof Uint8ClampedArray
      ? new Uint8Array(decoded.buffer, decoded.byteOffset, decoded.length)
      : decoded.slice();
  return { bytes, info: decoder.getFrameInfo() };
}

/** The decoder gave exactly the bytes of such an image, or the codestream was damaged. */
export function requireBytes(bytes: Uint8Array, expected: number): void {
  if (bytes.length !== expected) throw new DecodeError('damaged');
}
