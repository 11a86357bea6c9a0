import type { Random } from '../ports.ts';

/** Crockford's base 32: no letters that are taken for digits when they are read out. */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** What a request is called in letters and on the telephone: R-XXXXX-XXXXX, 50 bits. It opens nothing. */
export function newRequestId(random: Random): string {
  const picked = Array.from(random.bytes(10), (byte) => signs.charAt(byte % signs.length)).join('');
  return `R-${picked.slice(0, 5)}-${picked.slice(5)}`;
}
