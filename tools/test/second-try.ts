import { relative } from 'node:path';
import { root } from '../stack/directories.ts';
import { failedFiles, failureLines, type TestedFile } from './summary.ts';

/** What Vitest ended with, and its files. */
export interface Tested {
  code: number;
  files: TestedFile[];
}

/** More failed files than this are no accident of a busy machine. */
const maxFilesAgain = 5;

/** Runs the few files that failed once more, alone; their first failures are told, and what fails again has failed. */
export async function withSecondTry(
  first: Tested,
  run: (files: readonly string[]) => Promise<Tested>,
  progress: (line: string) => void,
): Promise<Tested> {
  const failed = failedFiles(first.files);
  if (failed.length === 0 || failed.length > maxFilesAgain) return first;
  for (const line of failureLines(failed)) progress(`Failed at first: ${line}`);
  const second = await run(failed.map(({ name }) => relative(root, name)));
  return {
    code: second.code,
    files: [...first.files.filter((file) => !failed.includes(file)), ...second.files],
  };
}
