/** Whether a JPEG 2000 codestream is all there (ITU-T T.800 annex A.4, A.5.1, B.3), told without decoding it. */

const startOfCodestream = 0xff4f;
const siz = 0xff51;
const startOfTilePart = 0xff90;
const endOfCodestream = 0xffd9;
const tilePartHeaderBytes = 12;

/**
 * False where a tile of its SIZ segment has no tile-part, a tile lacks some of the parts that it says it has, or a
 * part ends past the end: OpenJPEG draws what is missing in black, or coarse, without an error. What follows the last
 * part, or does not, is left to the decoder.
 */
export function isWholeCodestream(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const main = readMainHeader(view);
  if (main === undefined) return false;
  const tiles = new Map<number, { parts: number; said: number }>();
  let at = main.end;
  while (at + tilePartHeaderBytes <= view.byteLength && view.getUint16(at) === startOfTilePart) {
    const number = view.getUint16(at + 4);
    // 0: up to the end of the codestream, of the last part alone.
    const length = view.getUint32(at + 6) || lengthToEnd(view, at);
    if (length < tilePartHeaderBytes + 2 || at + length > view.byteLength || number >= main.tiles)
      return false;
    const { parts, said } = tiles.get(number) ?? { parts: 0, said: 0 };
    tiles.set(number, { parts: parts + 1, said: Math.max(said, view.getUint8(at + 11)) });
    at += length;
  }
  return tiles.size === main.tiles && [...tiles.values()].every(({ parts, said }) => parts >= said);
}

/** Where the first tile-part begins, and how many tiles there are. */
function readMainHeader(view: DataView): { end: number; tiles: number } | undefined {
  if (view.byteLength < 4 || view.getUint16(0) !== startOfCodestream) return undefined;
  let tiles: number | undefined;
  let at = 2;
  while (at + 4 <= view.byteLength) {
    const marker = view.getUint16(at);
    if (marker === startOfTilePart) return tiles === undefined ? undefined : { end: at, tiles };
    const length = view.getUint16(at + 2);
    if (length < 2 || at + 2 + length > view.byteLength) return undefined;
    if (marker === siz && length >= 41) tiles = tilesOf(view, at);
    at += 2 + length;
  }
  return undefined;
}

function tilesOf(view: DataView, at: number): number | undefined {
  const alongAxis = (axis: 0 | 4): number => {
    const [end, size, origin] = [6, 22, 30].map((offset) => view.getUint32(at + offset + axis));
    return Math.ceil(((end ?? 0) - (origin ?? 0)) / (size ?? 0));
  };
  const tiles = alongAxis(0) * alongAxis(4);
  return Number.isSafeInteger(tiles) && tiles > 0 ? tiles : undefined;
}

/** 0 without an end marker, after which DICOM pads to an even length. */
function lengthToEnd(view: DataView, from: number): number {
  for (let at = view.byteLength - 2; at >= Math.max(from, view.byteLength - 4); at--)
    if (view.getUint16(at) === endOfCodestream) return at - from;
  return 0;
}
