/** A study's files with a DICOMDIR as a ZIP that is written while its files are put together. */
import { readDirectoryKeys } from '../dicom/directory-keys.ts';
import { readHeader } from '../dicom/read-header.ts';
import { writeDicomdir, type FiledInstance } from '../dicom/write-dicomdir.ts';
import { Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js';

/** One file to take away; `read` gives undefined where it cannot be had as it was stored. */
export interface FileToTake {
  series: string;
  read(): Promise<Uint8Array<ArrayBuffer> | undefined>;
}

export interface ZipProgress {
  done: number;
  files: number;
  /** Paths of files that were left out. */
  failed: string[];
}

/** The earliest date a ZIP can tell: when a file was taken is nobody's business. */
const noDate = new Date(1980, 0, 1);

const padded = (prefix: string, number: number) => `${prefix}${String(number).padStart(6, '0')}`;

/** By series in order of appearance: DICOM/SE000001/IM000001 (PS3.10 8.2: eight characters, no extension). */
export function fileIds(files: readonly Pick<FileToTake, 'series'>[]): string[][] {
  const series = new Map<string, { number: number; files: number }>();
  return files.map((file) => {
    const group = series.get(file.series) ?? { number: series.size + 1, files: 0 };
    group.files += 1;
    series.set(file.series, group);
    return ['DICOM', padded('SE', group.number), padded('IM', group.files)];
  });
}

const randomUid = (): string => `2.25.${BigInt(`0x${crypto.randomUUID().replaceAll('-', '')}`).toString()}`;

/** Throws the signal's reason, and whatever writing throws. Files that fail are named and left out. */
export async function writeStudyZip(
  files: readonly FileToTake[],
  into: WritableStream<Uint8Array>,
  signal: AbortSignal,
  onProgress: (progress: ZipProgress) => void,
): Promise<ZipProgress> {
  const zip = new ZipWriter(into, {
    level: 0,
    useWebWorkers: false,
    lastModDate: noDate,
    extendedTimestamp: false,
  });
  const filed: FiledInstance[] = [];
  const progress: ZipProgress = { done: 0, files: files.length, failed: [] };
  const ids = fileIds(files);
  for (const [at, file] of files.entries()) {
    signal.throwIfAborted();
    const fileId = ids[at] ?? [];
    const bytes = await file.read();
    if (bytes === undefined) progress.failed.push(fileId.join('/'));
    else {
      const read = readHeader(bytes, { totalBytes: bytes.length });
      if (read.status === 'ok') {
        const keys = readDirectoryKeys(bytes, read.header.sopClassUID);
        filed.push({ fileId, header: read.header, keys });
      }
      await zip.add(fileId.join('/'), new Uint8ArrayReader(bytes));
    }
    progress.done = at + 1;
    onProgress({ ...progress, failed: [...progress.failed] });
  }
  signal.throwIfAborted();
  await zip.add('DICOMDIR', new Uint8ArrayReader(writeDicomdir(filed, randomUid())));
  await zip.close();
  return progress;
}
