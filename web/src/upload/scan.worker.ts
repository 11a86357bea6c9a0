import { expose } from 'comlink';
import { digestFile } from './core/digest-file.ts';
import type { FileWork } from './core/file-work.ts';
import { inspectFile } from './core/inspect-file.ts';
import { expandFile } from './core/read-packed.ts';
import { writeBundle } from './core/write-bundle.ts';
import { listZip } from './sources/list-zip.ts';

/** One file after the other: a worker holds one file in memory at most. */
async function eachInTurn<T, R>(items: readonly T[], action: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await action(item));
  return results;
}

const work: FileWork = {
  inspect: (files) => eachInTurn(files, inspectFile),
  digest: (files) => eachInTurn(files, digestFile),
  listZip,
  expand: expandFile,
  writeBundle,
};

expose(work);
