/** What the browser tests upload: real files where they lie beside the checkout, else synthetic ones. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readHeader } from '@pacs/shared/dicom/read-header';
import { splitInstance } from '@pacs/shared/dicom/split-instance';
import { ctVolume } from '../../../tools/seed/synthetic/ct-volume.ts';
import { mrSeries } from '../../../tools/seed/synthetic/mr-series.ts';
import type { SyntheticFile } from '../../../tools/seed/synthetic/study.ts';
import { root } from '../../../tools/stack/directories.ts';

const series = join(root, '..', 'shared', 'dicom', 'series');

function filesOf(path: string): SyntheticFile[] | undefined {
  const folder = join(series, path);
  if (!existsSync(folder)) return undefined;
  return readdirSync(folder).map((name) => ({
    name,
    bytes: new Uint8Array(readFileSync(join(folder, name))),
  }));
}

export const ctFiles = (): SyntheticFile[] =>
  filesOf('neurolabusc+dcm_qa_ct/S21570_S2010_28slices') ?? ctVolume({ slices: 28 });

export const mrFiles = (): SyntheticFile[] =>
  filesOf('neurolabusc+dcm_qa_nih/mr_0005_150') ?? mrSeries({ slices: 40, size: 128 });

export interface Slice {
  rows: number;
  columns: number;
  /** Position along the patient's long axis in mm. */
  z: number;
  /** 0–255 after rescale and the header's first window, by PS3.3 C.11.2.1.2.1. */
  grey(row: number, column: number): number;
}

/** Grey levels worked out from the bytes, without any of the display code. */
export function expectedSlice({ bytes }: SyntheticFile): Slice {
  const read = readHeader(bytes, { totalBytes: bytes.length });
  if (read.status !== 'ok') throw new Error(read.status);
  const { header } = read;
  const { format, display } = header;
  const pixels = splitInstance(bytes, header).payloads[0];
  const window = display?.windows[0];
  if (format === undefined || pixels === undefined || window === undefined) throw new Error('no picture');
  const view = new DataView(pixels.buffer, pixels.byteOffset, pixels.byteLength);
  const signed = format.pixelRepresentation === 1;
  return {
    rows: format.rows,
    columns: format.columns,
    z: header.stack.position?.[2] ?? 0,
    grey: (row, column) => {
      const at = 2 * (row * format.columns + column);
      const stored = signed ? view.getInt16(at, true) : view.getUint16(at, true);
      const value = stored * (display?.rescaleSlope ?? 1) + (display?.rescaleIntercept ?? 0);
      const share = (value - (window.center - 0.5)) / (window.width - 1) + 0.5;
      return 255 * Math.min(1, Math.max(0, share));
    },
  };
}

/** Rows and columns of the first file: those of all of its series. */
export function sizeOf(files: readonly SyntheticFile[]): { rows: number; columns: number } {
  const [first] = files;
  if (first === undefined) throw new Error('no files');
  const { rows, columns } = expectedSlice(first);
  return { rows, columns };
}
