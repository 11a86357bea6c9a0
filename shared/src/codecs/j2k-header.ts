/** Reads what a JPEG 2000 codestream says of itself (ITU-T T.800 annex A, T.814 annex A), without decoding it. */

export interface J2kHeader {
  /** Where the codestream begins: not 0 in a JP2 file, which DICOM forbids and some writers store. */
  start: number;
  rows: number;
  columns: number;
  /** The image doesn't begin at the reference grid's origin. */
  offset: boolean;
  components: { bits: number; signed: boolean; subsampled: boolean }[];
  /** Position of each component's Ssiz byte. */
  ssizAt: number[];
  highThroughput: boolean;
  /** RCT or ICT is used on the first three components. */
  colourTransform: boolean;
  decompositions: number;
}

const startOfCodestream = 0xff4f;
const siz = 0xff51;
const cap = 0xff50;
const cod = 0xff52;
const startOfTilePart = 0xff90;

/** Undefined where there is no codestream with SIZ and COD before its first tile-part. */
export function readJ2kHeader(bytes: Uint8Array): J2kHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = codestreamStart(view);
  if (start === undefined) return undefined;
  let size: Pick<J2kHeader, 'rows' | 'columns' | 'offset' | 'components' | 'ssizAt'> | undefined;
  let highThroughput = false;
  let at = start + 2;
  while (at + 4 <= bytes.length) {
    const marker = view.getUint16(at);
    if (marker === startOfTilePart) return undefined;
    const length = view.getUint16(at + 2);
    if (marker < 0xff00 || length < 2 || at + 2 + length > bytes.length) return undefined;
    if (marker === cap) highThroughput = true;
    if (marker === siz) size = readSize(view, at, length);
    if (marker === cod && length >= 12) {
      return (
        size && {
          ...size,
          start,
          highThroughput,
          colourTransform: view.getUint8(at + 8) === 1,
          decompositions: view.getUint8(at + 9),
        }
      );
    }
    at += 2 + length;
  }
  return undefined;
}

function readSize(view: DataView, at: number, length: number) {
  if (length < 41) return undefined;
  const count = view.getUint16(at + 38);
  if (length !== 38 + 3 * count) return undefined;
  const [xEnd, yEnd, x, y] = [6, 10, 14, 18].map((offset) => view.getUint32(at + offset)) as [
    number,
    number,
    number,
    number,
  ];
  const ssizAt = Array.from({ length: count }, (_, i) => at + 40 + 3 * i);
  return {
    columns: xEnd - x,
    rows: yEnd - y,
    offset: x !== 0 || y !== 0,
    ssizAt,
    components: ssizAt.map((position) => {
      const ssiz = view.getUint8(position);
      return {
        bits: (ssiz & 0x7f) + 1,
        signed: ssiz >= 0x80,
        subsampled: view.getUint8(position + 1) !== 1 || view.getUint8(position + 2) !== 1,
      };
    }),
  };
}

/** Position of SOC; looks through the boxes of a JP2 file (T.800 annex I) for its codestream. */
function codestreamStart(view: DataView): number | undefined {
  if (view.byteLength < 4) return undefined;
  if (view.getUint16(0) === startOfCodestream) return 0;
  if (view.byteLength < 12 || view.getUint32(4) !== 0x6a502020) return undefined;
  let at = 0;
  while (at + 16 <= view.byteLength) {
    const length = view.getUint32(at);
    const body = length === 1 ? at + 16 : at + 8;
    if (view.getUint32(at + 4) === 0x6a703263) {
      return view.getUint16(body) === startOfCodestream ? body : undefined;
    }
    if (length < 8) return undefined;
    at += length;
  }
  return undefined;
}
