/**
 * Lossless JPEG, process 14 with any predictor (…4.57, …4.70). Our own: jpeg-lossless-decoder-js 2.1.2 loses the last
 * pixel where its code ends right before the marker, reads 16-bit colour wrongly and takes four times as long.
 */
import type { PixelFormat } from '../../manifest.ts';
import type { JpegHeader } from '../jpeg-header.ts';
import { storedValues } from '../stored-values.ts';
import { DecodeError, type DecodedFrame } from '../types.ts';
import {
  decodeScan,
  huffmanTable,
  type HuffmanTable,
  type LosslessImage,
  type Scan,
} from './jpeg-lossless-scan.ts';

const marker = { huffman: 0xc4, end: 0xd9, scan: 0xda, restartInterval: 0xdd };

/** Colours stay as they were encoded: lossless JPEG has no colour transform. */
export function decodeJpegLossless(bytes: Uint8Array, format: PixelFormat, header: JpegHeader): DecodedFrame {
  const { rows, columns, samplesPerPixel } = format;
  const subsampled = header.components.some(({ horizontal, vertical }) => horizontal !== 1 || vertical !== 1);
  if (header.precision > 16 || (samplesPerPixel > 1 && subsampled))
    throw new DecodeError('unsupported-syntax');
  const count = rows * columns * samplesPerPixel;
  const image: LosslessImage = {
    rows,
    columns,
    samplesPerPixel,
    precision: header.precision,
    samples: header.precision <= 8 ? new Uint8Array(count) : new Uint16Array(count),
  };
  decodeScans(bytes, header, image);
  const samples = storedValues(image.samples, {
    signed: format.pixelRepresentation === 1,
    bits: Math.min(format.bitsStored, image.samples.BYTES_PER_ELEMENT * 8),
  });
  return {
    samples,
    rows,
    columns,
    samplesPerPixel,
    photometricInterpretation: format.photometricInterpretation.replace('YBR_FULL_422', 'YBR_FULL'),
  };
}

/** Runs through the segments (T.81 annex B) until every component has had its scan. */
function decodeScans(bytes: Uint8Array, header: JpegHeader, image: LosslessImage): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = new Map<number, HuffmanTable>();
  const missing = new Set(header.components.keys());
  let restartInterval = 0;
  let at = 2;
  while (missing.size > 0) {
    if (at + 4 > bytes.length || bytes[at] !== 0xff) throw new DecodeError('damaged');
    const code = bytes[at + 1]!;
    if (code === 0xff) {
      at += 1;
      continue;
    }
    const next = at + 2 + view.getUint16(at + 2);
    if (next > bytes.length || code === marker.end) throw new DecodeError('damaged');
    const segment = bytes.subarray(at + 4, next);
    at = next;
    if (code === marker.huffman) readTables(segment, tables);
    if (code === marker.restartInterval) restartInterval = view.getUint16(next - 2);
    if (code === marker.scan) {
      const scan = readScan(segment, header, tables, { at, restartInterval });
      at = decodeScan(bytes, scan, image);
      for (const { sample } of scan.components) missing.delete(sample);
    }
  }
}

function readTables(segment: Uint8Array, tables: Map<number, HuffmanTable>): void {
  let at = 0;
  while (at + 17 <= segment.length) {
    const counts = segment.subarray(at + 1, at + 17);
    const total = counts.reduce((sum, count) => sum + count, 0);
    tables.set(segment[at]!, huffmanTable(counts, segment.subarray(at + 17, at + 17 + total)));
    at += 17 + total;
  }
}

function readScan(
  segment: Uint8Array,
  header: JpegHeader,
  tables: Map<number, HuffmanTable>,
  rest: Pick<Scan, 'at' | 'restartInterval'>,
): Scan {
  const count = segment[0] ?? 0;
  const [predictor, , points] = segment.subarray(1 + 2 * count);
  if (count < 1 || predictor === undefined || predictor < 1 || predictor > 7 || points === undefined) {
    throw new DecodeError('damaged');
  }
  const pointTransform = points & 15;
  if (pointTransform >= header.precision) throw new DecodeError('damaged');
  const components = Array.from({ length: count }, (_, i) => {
    const sample = header.components.findIndex(({ id }) => id === segment[1 + 2 * i]);
    const table = tables.get(segment[2 + 2 * i]! >> 4);
    if (sample < 0 || !table) throw new DecodeError('damaged');
    return { sample, table };
  });
  return { ...rest, components, predictor, pointTransform };
}
