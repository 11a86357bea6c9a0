/** Unique identifiers are opaque strings here: illegal ones are accepted and noted, missing ones derived. */

/** PS3.5 9.1: digits and dots, no empty or zero-led component, at most 64 characters. */
export const isLegalUid = (uid: string): boolean =>
  uid.length <= 64 && /^(0|[1-9]\d*)(\.(0|[1-9]\d*))+$/.test(uid);

/** Longest UID kept as it is: what is longer (nothing real is) is replaced by a derived one. */
export const maxUidCharacters = 128;

const mix = (hash: number, byte: number, prime: number): number => Math.imul(hash ^ byte, prime);
const finish = (hash: number): number => {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
};

/**
 * A UID under 2.25 (PS3.5 B.2) made of 128 bits of a hash of `content`: the same content gives the same UID
 * everywhere. Not cryptographic: it only stands in for what a file lacks and is never written into one.
 */
export function deriveUid(...content: readonly (string | Uint8Array)[]): string {
  const encoder = new TextEncoder();
  let [a, b, c, d] = [0x811c9dc5, 0x9747b28c, 0x2545f491, 0x7f4a7c15];
  const eat = (byte: number): void => {
    a = mix(a, byte, 0x01000193);
    b = mix(b, byte, 0x85ebca6b) + a;
    c = mix(c, byte, 0xc2b2ae35) ^ (b >>> 15);
    d = mix(d, byte, 0x9e3779b1) + (c >>> 13);
  };
  for (const part of content) {
    const bytes = typeof part === 'string' ? encoder.encode(part) : part;
    for (const byte of bytes) eat(byte);
    eat(0x1f);
    eat(bytes.length & 0xff);
  }
  const word = (value: number): bigint => BigInt(finish(value));
  const number = (word(a) << 96n) | (word(b ^ a) << 64n) | (word(c ^ b) << 32n) | word(d ^ c);
  return `2.25.${number.toString()}`;
}
