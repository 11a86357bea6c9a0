/** Reads what a JPEG codestream says of itself (ITU-T T.81 annex B, T.87 annex C), without decoding it. */

export interface JpegHeader {
  /** Low byte of the frame marker: 0xc0–0xc2 DCT, 0xc3 lossless, 0xf7 JPEG-LS. */
  frameMarker: number;
  precision: number;
  rows: number;
  columns: number;
  components: { id: number; horizontal: number; vertical: number }[];
  jfif: boolean;
  /** Colour transform of Adobe's APP14: 0 none (RGB, CMYK), 1 YCbCr, 2 YCCK. */
  adobeTransform?: number;
}

const frameMarkers = new Set([
  0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf, 0xf7,
]);

/** Undefined where no frame header is found before the first scan. */
export function readJpegHeader(bytes: Uint8Array): JpegHeader | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let jfif = false;
  let adobeTransform: number | undefined;
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = view.getUint16(at + 2);
    const body = at + 4;
    const next = at + 2 + length;
    if (length < 2 || next > bytes.length || marker === 0xda || marker === 0xd9) return undefined;
    if (marker === 0xe0 && ascii(bytes, body, 4) === 'JFIF') jfif = true;
    if (marker === 0xee && length >= 14 && ascii(bytes, body, 5) === 'Adobe')
      adobeTransform = bytes[body + 11]!;
    if (frameMarkers.has(marker)) {
      const count = bytes[body + 5]!;
      if (length < 8 + 3 * count) return undefined;
      return {
        frameMarker: marker,
        precision: bytes[body]!,
        rows: view.getUint16(body + 1),
        columns: view.getUint16(body + 3),
        components: Array.from({ length: count }, (_, i) => ({
          id: bytes[body + 6 + 3 * i]!,
          horizontal: bytes[body + 7 + 3 * i]! >> 4,
          vertical: bytes[body + 7 + 3 * i]! & 15,
        })),
        jfif,
        ...(adobeTransform === undefined ? {} : { adobeTransform }),
      };
    }
    at = next;
  }
  return undefined;
}

function ascii(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}
