/**
 * CRC-32C (Castagnoli, RFC 3720 appendix B.4): the checksum of every stored frame, and the one Cloud Storage
 * keeps of its objects. Slicing by 16 over aligned 32-bit words; like every JavaScript host, little-endian.
 */
const polynomial = 0x82f63b78;

/** Table k (256 entries from 256 × k) advances a byte over k further zero bytes. */
const tables = buildTables();

function buildTables(): Uint32Array {
  const entries = new Uint32Array(16 * 256);
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1;
    entries[byte] = crc;
  }
  for (let i = 256; i < entries.length; i++) {
    const before = entries[i - 256]!;
    entries[i] = (before >>> 8) ^ entries[before & 0xff]!;
  }
  return entries;
}

function overBytes(bytes: Uint8Array, from: number, to: number, state: number): number {
  let crc = state;
  for (let i = from; i < to; i++) crc = tables[(crc ^ bytes[i]!) & 0xff]! ^ (crc >>> 8);
  return crc;
}

/** Unsigned CRC-32C of `bytes`. `seed` is the CRC of what came before, so parts can be summed in turn. */
export function crc32c(bytes: Uint8Array, seed = 0): number {
  const t = tables;
  const head = Math.min(bytes.length, -bytes.byteOffset & 3);
  const rounds = Math.floor((bytes.length - head) / 16);
  let crc = overBytes(bytes, 0, head, ~seed);
  const words = new Uint32Array(bytes.buffer, rounds ? bytes.byteOffset + head : 0, rounds * 4);
  for (let i = 0; i < words.length; i += 4) {
    const a = words[i]! ^ crc;
    const b = words[i + 1]!;
    const c = words[i + 2]!;
    const d = words[i + 3]!;
    crc =
      t[3840 + (a & 255)]! ^
      t[3584 + ((a >>> 8) & 255)]! ^
      t[3328 + ((a >>> 16) & 255)]! ^
      t[3072 + (a >>> 24)]! ^
      t[2816 + (b & 255)]! ^
      t[2560 + ((b >>> 8) & 255)]! ^
      t[2304 + ((b >>> 16) & 255)]! ^
      t[2048 + (b >>> 24)]! ^
      t[1792 + (c & 255)]! ^
      t[1536 + ((c >>> 8) & 255)]! ^
      t[1280 + ((c >>> 16) & 255)]! ^
      t[1024 + (c >>> 24)]! ^
      t[768 + (d & 255)]! ^
      t[512 + ((d >>> 8) & 255)]! ^
      t[256 + ((d >>> 16) & 255)]! ^
      t[d >>> 24]!;
  }
  return ~overBytes(bytes, head + rounds * 16, bytes.length, crc) >>> 0;
}
