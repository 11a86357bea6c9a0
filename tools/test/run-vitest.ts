import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../stack/directories.ts';
import type { StackInfo } from '../stack/stack-info.ts';

/** Runs vitest once with its own output, and its results as JSON in `resultFile`; answers the exit code. */
export function runVitest(
  filters: readonly string[],
  resultFile: string,
  stack: StackInfo | undefined,
): Promise<number> {
  const child = spawn(
    process.execPath,
    [
      join(root, 'node_modules', 'vitest', 'vitest.mjs'),
      ...['run', '--reporter=default', '--reporter=json', `--outputFile.json=${resultFile}`],
      ...(stack === undefined ? ['--project=unit'] : []),
      ...filters,
    ],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...(stack === undefined ? {} : { PACS_STACK: JSON.stringify(stack) }) },
    },
  );
  const forward = (signal: NodeJS.Signals) => child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, forward);
  return new Promise((resolve) => {
    child.on('exit', (code) => {
      resolve(code ?? 1);
    });
  });
}
