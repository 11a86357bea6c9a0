/** Streams have a price a chunk: few large steps rather than many small ones. */
export const stepBytes = 256 * 1024;

/** The same bytes in steps of a good size; a large part is one, never copied. */
export function* inSteps(parts: Iterable<Uint8Array>): Generator<Uint8Array> {
  let small: Uint8Array[] = [];
  let bytes = 0;
  for (const part of parts) {
    const isLarge = part.length >= stepBytes;
    if (!isLarge) {
      small.push(part);
      bytes += part.length;
    }
    if (bytes >= stepBytes || (isLarge && bytes > 0)) {
      yield Buffer.concat(small);
      small = [];
      bytes = 0;
    }
    if (isLarge) yield part;
  }
  yield Buffer.concat(small);
}
