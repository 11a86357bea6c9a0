import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { join } from 'node:path';
import { root } from '../stack/directories.ts';
import type { StackInfo } from '../stack/stack-info.ts';

export interface VitestRun {
  project: 'unit' | 'stack';
  filters: readonly string[];
  /** Its results as JSON. */
  resultFile: string;
  stack?: StackInfo | undefined;
  /** Where its output goes instead of the terminal. */
  logFile?: string;
  workers?: number;
}

/** Runs vitest once and answers the exit code. */
export async function runVitest(run: VitestRun): Promise<number> {
  const log = run.logFile === undefined ? undefined : createWriteStream(run.logFile);
  const child = spawn(
    process.execPath,
    [
      join(root, 'node_modules', 'vitest', 'vitest.mjs'),
      ...[
        'run',
        '--passWithNoTests',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${run.resultFile}`,
      ],
      `--project=${run.project}`,
      ...(run.workers === undefined ? [] : [`--maxWorkers=${String(run.workers)}`]),
      ...run.filters,
    ],
    {
      cwd: root,
      stdio: log === undefined ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        ...(run.stack === undefined ? {} : { PACS_STACK: JSON.stringify(run.stack) }),
      },
    },
  );
  if (log !== undefined) {
    child.stdout?.pipe(log, { end: false });
    child.stderr?.pipe(log, { end: false });
  }
  const forward = (signal: NodeJS.Signals) => child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, forward);
  const code = await new Promise<number>((resolve) => {
    child.on('close', (exitCode) => {
      resolve(exitCode ?? 1);
    });
  });
  log?.end();
  if (log !== undefined) await finished(log);
  return code;
}
