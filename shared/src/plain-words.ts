/** As it will stand in a mail: one form of each letter, and nothing that is not seen but line breaks. */
export const plainWords = (words: string) =>
  words
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (one) => (one === '\n' ? one : ''))
    .normalize('NFKC');
