/** Deflated image frames (…1.2.8.1, PS3.5 A.4.12): each frame is native pixels as a raw deflate stream. */
import type { PixelFormat } from '../../manifest.ts';
import { DecodeError, type DecodedFrame } from '../types.ts';
import { decodeNative, nativeFrameBytes } from './native.ts';

export async function decodeDeflated(bytes: Uint8Array, format: PixelFormat): Promise<DecodedFrame> {
  return decodeNative(await inflate(bytes, nativeFrameBytes(format)), format);
}

/** Exactly `wanted` bytes: what inflates to more is not read on; padding after the stream doesn't matter. */
async function inflate(bytes: Uint8Array, wanted: number): Promise<Uint8Array> {
  const inflated = new Uint8Array(wanted);
  let filled = 0;
  const reader = new Blob([bytes.slice()])
    .stream()
    .pipeThrough(new DecompressionStream('deflate-raw'))
    .getReader();
  try {
    while (filled < wanted) {
      const { done, value } = await reader.read();
      if (done) break;
      const part = value.subarray(0, wanted - filled);
      inflated.set(part, filled);
      filled += part.length;
    }
  } catch (cause) {
    if (filled < wanted) throw new DecodeError('damaged', { cause });
  } finally {
    reader.cancel().catch(() => undefined);
  }
  if (filled < wanted) throw new DecodeError('damaged');
  return inflated;
}
