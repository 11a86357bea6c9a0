/** The worker's side of reading files: one file after the other, so that a worker holds one in memory at most. */
import { digestFile } from './core/digest-file.ts';
import type { FileReading } from './core/file-reading.ts';
import { inspectFile } from './core/inspect-file.ts';
import { readOnce } from './core/read-once.ts';
import { expandFile } from './core/read-packed.ts';
import { listZip } from './sources/list-zip.ts';

async function eachInTurn<T, R>(items: readonly T[], action: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await action(item));
  return results;
}

export const fileReading: FileReading = {
  inspect: (files) => eachInTurn(files, inspectFile),
  readOnce: (files) => eachInTurn(files, readOnce),
  digest: (files) => eachInTurn(files, digestFile),
  listZip,
  expand: expandFile,
};
