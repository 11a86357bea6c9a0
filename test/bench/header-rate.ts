/** Headers read a second on one core, files in memory, as the scan's workers read them: the first 64 KiB where that does. */
import { readHeader } from '@pacs/shared/dicom/read-header';
import { ctVolume } from '../../tools/seed/synthetic/ct-volume.ts';
import { longSeries } from './ingest/long-series.ts';

const head = 64 * 1024;
const runMs = 2000;

function rateOf(files: readonly Uint8Array[]): number {
  let read = 0;
  const readFor = (ms: number) => {
    read = 0;
    const until = performance.now() + ms;
    while (performance.now() < until)
      for (const file of files) {
        const answer = readHeader(file.subarray(0, head), { totalBytes: file.length });
        if (answer.status === 'more') readHeader(file, { totalBytes: file.length });
        read += 1;
      }
  };
  readFor(runMs / 4);
  const begun = performance.now();
  readFor(runMs);
  return Math.round((1000 * read) / (performance.now() - begun));
}

/** By the kind of file. */
export const headersPerSecond = (): Record<string, number> => ({
  ct: rateOf(ctVolume({ slices: 20, size: 512 }).map(({ bytes }) => bytes)),
  mrWithHeaderOf20KB: rateOf([...longSeries({ instances: 50, size: 128, headerBytes: 20_000 })]),
  mrWithHeaderOf100KB: rateOf([...longSeries({ instances: 50, size: 128, headerBytes: 100_000 })]),
});
