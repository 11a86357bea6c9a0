/** Entropy decoding and prediction of a lossless JPEG scan (ITU-T T.81 annex H). */
import { DecodeError } from '../types.ts';

/** For each 16 bits to come: code length << 8 | number of difference bits; 0 where no code begins so. */
export type HuffmanTable = Uint16Array;

/** From a DHT segment's 16 counts and its values (T.81 annex C). */
export function huffmanTable(counts: Uint8Array, values: Uint8Array): HuffmanTable {
  const table = new Uint16Array(65_536);
  let code = 0;
  let next = 0;
  for (let length = 1; length <= 16; length++) {
    for (let i = 0; i < counts[length - 1]!; i++, code++, next++) {
      const from = code << (16 - length);
      const to = (code + 1) << (16 - length);
      if (to > table.length || values[next]! > 16) throw new DecodeError('damaged');
      table.fill((length << 8) | values[next]!, from, to);
    }
    code <<= 1;
  }
  return table;
}

export interface Scan {
  /** Where its entropy-coded bytes begin. */
  at: number;
  /** For each component of the scan: its ordinal in the image, and its table. */
  components: { sample: number; table: HuffmanTable }[];
  /** 1…7 (T.81 table H.1). */
  predictor: number;
  pointTransform: number;
  /** MCUs, here pixels, between restart markers; 0 for none. */
  restartInterval: number;
}

export interface LosslessImage {
  rows: number;
  columns: number;
  precision: number;
  samplesPerPixel: number;
  /** Interleaved. */
  samples: Uint8Array | Uint16Array;
}

/** Fills the scan's components into `image.samples`; returns where the next marker is. */
export function decodeScan(bytes: Uint8Array, scan: Scan, image: LosslessImage): number {
  const { columns, rows } = image;
  const rowsAtOnce = scan.restartInterval ? scan.restartInterval / columns : rows;
  if (!Number.isInteger(rowsAtOnce)) throw new DecodeError('unsupported-syntax');
  const reader = new BitReader(bytes, scan.at);
  for (let row = 0; row < rows; row++) {
    const first = row % rowsAtOnce === 0;
    if (first && row > 0) reader.restart();
    decodeRow(reader, scan, image, row, first);
    reader.requireRealBits();
  }
  return reader.nextMarker();
}

/** The samples of one row, all components of the scan pixel by pixel. */
function decodeRow(reader: BitReader, scan: Scan, image: LosslessImage, row: number, first: boolean): void {
  const { components, predictor, pointTransform } = scan;
  const { samples, columns, samplesPerPixel: step, precision } = image;
  const initial = 1 << (precision - pointTransform - 1);
  const stride = columns * step;
  for (let column = 0; column < columns; column++) {
    for (const { sample, table } of components) {
      const at = row * stride + column * step + sample;
      const left = column > 0 ? samples[at - step]! >> pointTransform : 0;
      const above = first ? 0 : samples[at - stride]! >> pointTransform;
      let predicted: number;
      if (first) predicted = column > 0 ? left : initial;
      else if (column === 0) predicted = above;
      else predicted = predict(predictor, left, above, samples[at - stride - step]! >> pointTransform);
      samples[at] = ((predicted + reader.difference(table)) & 0xffff) << pointTransform;
    }
  }
}

/** T.81 table H.1. */
function predict(predictor: number, left: number, above: number, aboveLeft: number): number {
  switch (predictor) {
    case 1:
      return left;
    case 2:
      return above;
    case 3:
      return aboveLeft;
    case 4:
      return left + above - aboveLeft;
    case 5:
      return left + ((above - aboveLeft) >> 1);
    case 6:
      return above + ((left - aboveLeft) >> 1);
    default:
      return (left + above) >> 1;
  }
}

/** Bits of entropy-coded bytes: 0xff00 is 0xff, and before a marker or the end it gives zeros. */
class BitReader {
  private readonly bytes: Uint8Array;
  private at: number;
  private bits = 0;
  private available = 0;
  /** How many of the available bits don't exist. */
  private invented = 0;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  /** The next code's difference (T.81 H.1.2.2): 16 stands for 32768 without further bits. */
  difference(table: HuffmanTable): number {
    if (this.available < 16) this.fill();
    const entry = table[(this.bits >>> (this.available - 16)) & 0xffff]!;
    if (entry === 0) throw new DecodeError('damaged');
    this.available -= entry >> 8;
    const size = entry & 0xff;
    if (size === 0) return 0;
    if (size === 16) return 32_768;
    if (this.available < size) this.fill();
    this.available -= size;
    const value = (this.bits >>> this.available) & ((1 << size) - 1);
    return value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
  }

  private fill(): void {
    while (this.available <= 24) {
      const byte = this.bytes[this.at];
      const ended = byte === undefined || (byte === 0xff && this.bytes[this.at + 1] !== 0);
      if (ended) this.invented += 8;
      else this.at += byte === 0xff ? 2 : 1;
      this.bits = (this.bits << 8) | (ended ? 0 : byte);
      this.available += 8;
    }
  }

  requireRealBits(): void {
    if (this.invented > this.available) throw new DecodeError('damaged');
  }

  /** Goes on behind the next restart marker. */
  restart(): void {
    const marker = this.nextMarker();
    const code = this.bytes[marker + 1] ?? 0;
    if (code < 0xd0 || code > 0xd7) throw new DecodeError('damaged');
    this.at = marker + 2;
    this.available = 0;
    this.invented = 0;
  }

  /** Position of the next marker, or the end. */
  nextMarker(): number {
    let at = this.at;
    while (at < this.bytes.length && !(this.bytes[at] === 0xff && isMarkerCode(this.bytes[at + 1]))) at++;
    return at;
  }
}

function isMarkerCode(byte: number | undefined): boolean {
  return byte !== undefined && byte !== 0 && byte !== 0xff;
}
