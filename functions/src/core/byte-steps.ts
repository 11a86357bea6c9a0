/** Streams have a price a chunk: few large steps rather than many small ones. */
export const stepBytes = 256 * 1024;

/** The same bytes in steps of a good size; large parts stay views. */
export function* inSteps(parts: Iterable<Uint8Array>): Generator<Uint8Array> {
  let small: Uint8Array[] = [];
  let bytes = 0;
  for (const part of parts) {
    small.push(part);
    bytes += part.length;
    if (bytes < stepBytes) continue;
    yield small.length === 1 ? part : Buffer.concat(small);
    small = [];
    bytes = 0;
  }
  yield Buffer.concat(small);
}
