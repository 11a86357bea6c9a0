import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

/** What outlives a stack: compiled rules runtime, launcher jar. */
export const cacheDirectory = join(root, '.run', 'cache');

/** Everything one running stack writes; removed when it stops. */
export interface SuiteDirectories {
  base: string;
  /** TMPDIR of the emulators: blobs and hub file, so that stopping one stack leaves another's alone. */
  temporary: string;
  web: string;
  functions: string;
  log: string;
}

export function createSuiteDirectories(suite: string): SuiteDirectories {
  const base = join(root, '.run', suite);
  const directories = {
    base,
    temporary: join(base, 'tmp'),
    web: join(base, 'web'),
    functions: join(base, 'functions'),
    log: join(root, '.run', `${suite}.log`),
  };
  rmSync(base, { recursive: true, force: true });
  for (const directory of [directories.temporary, directories.web, directories.functions]) {
    mkdirSync(directory, { recursive: true });
  }
  return directories;
}
