/** The series that are measured: real ones where they lie beside the checkout, synthetic ones of three lengths. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { mrSeries } from '../../../tools/seed/synthetic/mr-series.ts';
import { root } from '../../../tools/stack/directories.ts';
import { longSeries } from './long-series.ts';

export interface SeriesCase {
  name: string;
  /** undefined where its files are absent. */
  files(): Iterable<Uint8Array> | undefined;
}

function real(name: string, path: string): SeriesCase {
  const folder = join(root, '..', 'shared', 'dicom', 'series', path);
  return { name, files: () => (existsSync(folder) ? filesOf(folder) : undefined) };
}

function* filesOf(folder: string): Generator<Uint8Array> {
  for (const entry of readdirSync(folder).sort()) yield new Uint8Array(readFileSync(join(folder, entry)));
}

const KiB = 1024;
const lengths = [200, 2000, 8000];
/** 128² keeps the longest below a gigabyte and a half of files. */
const size = 128;

export const orthancSeries: SeriesCase = {
  name: 'mr-196x256-synthetic',
  files: () => mrSeries({ slices: 196, size: 256 }).map(({ bytes }) => bytes),
};

export const seriesCases: SeriesCase[] = [
  orthancSeries,
  real('mr-150x64-real', 'neurolabusc+dcm_qa_nih/mr_0005_150'),
  real('ct-28x512-real', 'neurolabusc+dcm_qa_ct/S21570_S2010_28slices'),
  real('ct-140-jpegls-real', 'neurolabusc+dcm_qa_ct/S21570_S2020_140slices_JPEGLS_derived'),
  ...[0, 100 * KiB].flatMap((headerBytes) =>
    lengths.map((instances): SeriesCase => ({
      name: `mr-${String(instances)}x${String(size)}${headerBytes > 0 ? '-headers-100k' : ''}`,
      files: () => longSeries({ instances, size, headerBytes }),
    })),
  ),
];
