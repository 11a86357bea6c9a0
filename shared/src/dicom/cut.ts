/** Cuts to a number of UTF-16 units without halving a character. */
export function cut(text: string, maxCharacters: number): string {
  if (text.length <= maxCharacters) return text;
  const short = text.slice(0, maxCharacters);
  return /[\uD800-\uDBFF]$/.test(short) ? short.slice(0, -1) : short;
}
