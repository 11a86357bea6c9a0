import { crc32c } from '@pacs/shared/crc32c';
import { describe, expect, it } from 'vitest';

/** Bit by bit, as RFC 3720 defines it. */
function bitwise(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0x82f63b78 : 0);
  }
  return ~crc >>> 0;
}

describe('CRC-32C', () => {
  it.each([
    [new Uint8Array(32), 0x8a9136aa],
    [new Uint8Array(32).fill(0xff), 0x62a8ab43],
    [Uint8Array.from({ length: 32 }, (_, i) => i), 0x46dd794e],
    [new TextEncoder().encode('123456789'), 0xe3069283],
    [new Uint8Array(), 0],
  ])('has the values of RFC 3720 B.4 and others (case %#)', (bytes, expected) => {
    expect(crc32c(bytes)).toBe(expected);
  });

  it('is the same at every length and alignment, and when summed in parts', () => {
    const bytes = Uint8Array.from({ length: 200 }, (_, i) => (i * 37) ^ (i >> 3));
    for (let from = 0; from < 20; from++) {
      for (const to of [from, from + 1, from + 15, from + 16, from + 17, from + 63, 200]) {
        const part = bytes.subarray(from, to);
        expect(crc32c(part)).toBe(bitwise(part));
        expect(crc32c(part, crc32c(bytes.subarray(0, from)))).toBe(bitwise(bytes.subarray(0, to)));
      }
    }
  });
});
