/** gzip (RFC 1952) whose blocks are stored (RFC 1951 3.2.4): nothing becomes smaller, and nothing is copied. */
import { crc32 } from 'node:zlib';

const blockMaxBytes = 0xffff;

/** All parts as one stream; what it gives refers to the same memory. */
export function gzipStored(parts: readonly Uint8Array[]): Uint8Array[] {
  const stream: Uint8Array[] = [Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff)];
  let crc = 0;
  let total = 0;
  for (const part of parts) {
    crc = crc32(part, crc);
    total += part.length;
    for (let at = 0; at < part.length; at += blockMaxBytes) {
      const block = part.subarray(at, at + blockMaxBytes);
      stream.push(blockHead(block.length, false), block);
    }
  }
  const trailer = new DataView(new ArrayBuffer(8));
  trailer.setUint32(0, crc, true);
  trailer.setUint32(4, total, true);
  stream.push(blockHead(0, true), new Uint8Array(trailer.buffer));
  return stream;
}

function blockHead(bytes: number, isLast: boolean): Uint8Array {
  const head = new DataView(new ArrayBuffer(5));
  head.setUint8(0, isLast ? 1 : 0);
  head.setUint16(1, bytes, true);
  head.setUint16(3, bytes ^ blockMaxBytes, true);
  return new Uint8Array(head.buffer);
}
