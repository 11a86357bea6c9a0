/** Codestreams made to keep a decoder busy or to fill its memory. */
import { readJ2kHeader } from '@pacs/shared/codecs/j2k-header';

const segment = (marker: number, body: readonly number[]): number[] => [
  0xff,
  marker,
  (body.length + 2) >> 8,
  (body.length + 2) & 0xff,
  ...body,
];
const word = (value: number): [number, number] => [value >> 8, value & 0xff];

/** Progressive JPEG (T.81 annex G) of `scans` empty scans, each of which goes over all blocks again. */
export function jpegOfManyScans(side: number, scans: number): Uint8Array {
  const oneCode = [1, ...new Array<number>(15).fill(0), 0];
  const header = [
    0xff,
    0xd8,
    ...segment(0xdb, [0, ...new Array<number>(64).fill(1)]),
    ...segment(0xc2, [8, ...word(side), ...word(side), 1, 1, 0x11, 0]),
    ...segment(0xc4, [0x00, ...oneCode]),
    ...segment(0xc4, [0x10, ...oneCode]),
    ...segment(0xda, [1, 1, 0, 0, 0, 0]),
  ];
  const scan = segment(0xda, [1, 1, 0, 1, 63, 0]);
  return Uint8Array.from([...header, ...Array.from({ length: scans }, () => scan).flat(), 0xff, 0xd9]);
}

/** The JPEG 2000 codestream of another image and tile size, with a part of nothing for every tile but the first. */
export function withEmptyTiles(codestream: Uint8Array, side: number, tileSide: number): Uint8Array {
  const patched = withTileSize(codestream, side, tileSide);
  const tiles = Math.ceil(side / tileSide) ** 2;
  const empty = Array.from({ length: tiles - 1 }, (_, i) => [
    ...segment(0x90, [...word(i + 1), 0, 0, 0, 14, 0, 1]),
    0xff,
    0x93,
  ]);
  return Uint8Array.from([...patched.subarray(0, -2), ...empty.flat(), 0xff, 0xd9]);
}

/** With another SIZ segment (T.800 A.5.1). */
function withTileSize(codestream: Uint8Array, side: number, tileSide: number): Uint8Array {
  const [ssizAt] = readJ2kHeader(codestream)?.ssizAt ?? [];
  if (ssizAt === undefined) throw new Error('no codestream');
  const patched = codestream.slice();
  const view = new DataView(patched.buffer);
  const sizAt = ssizAt - 40;
  for (const [offset, value] of [
    [6, side],
    [10, side],
    [22, tileSide],
    [26, tileSide],
  ] as const)
    view.setUint32(sizAt + offset, value);
  return patched;
}
