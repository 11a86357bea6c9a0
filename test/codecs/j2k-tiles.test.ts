/** JPEG 2000 of which tiles, parts of them, or their ends are missing: damaged, never a picture with a hole. */
import { decodeFrame } from '@pacs/shared/codecs/decode-frame';
import { nodeCodecs } from '@pacs/shared/codecs/node-codecs';
import { readJ2kHeader } from '@pacs/shared/codecs/j2k-header';
import { isWholeCodestream } from '@pacs/shared/codecs/j2k-tiles';
import { describe, expect, test } from 'vitest';
import { hasRealDicom, inventory, realFile } from '../support/real-dicom.ts';
import { encode } from './support/dcmjs-encoders.ts';
import { format, nativeFrame, picture } from './support/formats.ts';
import { firstFrame } from './support/real-files.ts';

const codecs = nodeCodecs();
const jpeg2000 = '1.2.840.10008.1.2.4.90';
const side = 32;
const tile = format({ rows: side, columns: side, bitsStored: 12 });
const both = { ...tile, columns: 2 * side };

const coded = (values: readonly number[]) => encode('encodeJpeg2000', values, tile, { lossy: false });
const left = picture(tile);
const right = left.map((value) => 4095 - value);

const startOfTilePart = 0xff90;

/** A codestream's main header, and its only tile-part. */
function partsOf(codestream: Uint8Array): { header: Uint8Array; part: Uint8Array } {
  const view = new DataView(codestream.buffer, codestream.byteOffset, codestream.byteLength);
  let at = 2;
  while (view.getUint16(at) !== startOfTilePart) at += 2 + view.getUint16(at + 2);
  return {
    header: codestream.slice(0, at),
    part: codestream.slice(at, at + view.getUint32(at + 6)),
  };
}

interface Lies {
  /** In the order written; the tile each part is of, and what it says of its length and of the parts of its tile. */
  parts?: { of: 'left' | 'right'; tile: number; length?: number; saidParts?: number }[];
  end?: readonly number[];
}

const inOrder: NonNullable<Lies['parts']> = [
  { of: 'left', tile: 0 },
  { of: 'right', tile: 1 },
];
const endMark = [0xff, 0xd9];

/** `left` and `right` beside each other, a tile each (T.800 A.4.2, A.5.1). */
function twoTiles({ parts = inOrder, end = endMark }: Lies = {}): Uint8Array {
  const tiles = { left: partsOf(coded(left)), right: partsOf(coded(right)) };
  const header = tiles.left.header;
  const sizAt = 2;
  const view = new DataView(header.buffer);
  view.setUint32(sizAt + 6, 2 * side);
  const written = parts.map(({ of, tile: number, length, saidParts }) => {
    const part = tiles[of].part.slice();
    const fields = new DataView(part.buffer);
    fields.setUint16(4, number);
    if (length !== undefined) fields.setUint32(6, length);
    if (saidParts !== undefined) fields.setUint8(11, saidParts);
    return part;
  });
  return new Uint8Array(Buffer.concat([header, ...written, Uint8Array.from(end)]));
}

const decoded = async (bytes: Uint8Array) => decodeFrame(codecs, nativeFrame(bytes, both, jpeg2000));

describe('a picture of two tiles', () => {
  const whole = Array.from({ length: 2 * side * side }, (_, i) => {
    const [row, column] = [Math.floor(i / (2 * side)), i % (2 * side)];
    return (column < side ? left : right)[row * side + (column % side)];
  });

  test.each<[string, Lies]>([
    ['in order', {}],
    ['the second tile first', { parts: [...inOrder].reverse() }],
    ['the last part up to the end', { parts: [inOrder[0]!, { ...inOrder[1]!, length: 0 }] }],
    ['padded to an even length', { end: [...endMark, 0] }],
    [
      'up to the end, and padded',
      { parts: [inOrder[0]!, { ...inOrder[1]!, length: 0 }], end: [...endMark, 0] },
    ],
    ['parts that say nothing of their number', { parts: inOrder.map((part) => ({ ...part, saidParts: 0 })) }],
  ])('is decoded: %s', async (_what, lies) => {
    expect(Array.from((await decoded(twoTiles(lies))).samples)).toEqual(whole);
  });

  test.each<[string, Lies]>([
    ['the second one', { parts: [inOrder[0]!] }],
    ['the first one', { parts: [inOrder[1]!] }],
    ['one, the other twice', { parts: [inOrder[0]!, { of: 'right', tile: 0 }] }],
    ['one, for it has a number too many', { parts: [inOrder[0]!, { of: 'right', tile: 2 }] }],
    ['part of one', { parts: [inOrder[0]!, { ...inOrder[1]!, saidParts: 2 }] }],
    ['all', { parts: [] }],
    ['the end mark', { end: [] }],
    ['the end of the last', { parts: [inOrder[0]!, { ...inOrder[1]!, length: 1_000_000 }] }],
    ['the end of an open last', { parts: [inOrder[0]!, { ...inOrder[1]!, length: 0 }], end: [] }],
    ['what lies behind a length that is too short', { parts: [{ ...inOrder[0]!, length: 13 }, inOrder[1]!] }],
  ])('that lacks %s is damaged', async (_what, lies) => {
    await expect(decoded(twoTiles(lies))).rejects.toMatchObject({ reason: 'damaged' });
  });

  test('that is cut anywhere is damaged', async () => {
    const bytes = twoTiles();
    for (let length = 0; length <= bytes.length - endMark.length; length += 1)
      expect(isWholeCodestream(bytes.subarray(0, length)), String(length)).toBe(
        length === bytes.length - endMark.length,
      );
    await expect(decoded(bytes.subarray(0, Math.floor(bytes.length * 0.9)))).rejects.toMatchObject({
      reason: 'damaged',
    });
  });
});

test('tiles of no size, or more of them than can be, are no codestream', () => {
  for (const [offset, value] of [
    [22, 0],
    [26, 0],
    [6, 0],
    [30, 2 * side],
  ] as const) {
    const bytes = twoTiles();
    new DataView(bytes.buffer).setUint32(2 + offset, value);
    expect(isWholeCodestream(bytes)).toBe(false);
  }
});

/** Made damaged: no independent decoder reads its header either. */
const damaged = 'JPEG2000-embedded-sequence-delimiter.dcm';

test.skipIf(!hasRealDicom)('every real codestream is whole', () => {
  const rows = inventory().filter(({ ts_uid: uid = '' }) => /\.4\.(9[0-3]|20[123])$/.test(uid));
  let seen = 0;
  for (const { path = '' } of rows) {
    const frame = firstFrame(realFile(path));
    const start = frame && readJ2kHeader(frame.bytes)?.start;
    if (start === undefined) continue;
    expect(isWholeCodestream(frame?.bytes.subarray(start) ?? new Uint8Array()), path).toBe(
      !path.endsWith(damaged),
    );
    seen += 1;
  }
  expect(seen).toBeGreaterThan(40);
});
