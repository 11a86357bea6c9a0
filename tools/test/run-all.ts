/** Vitest's projects: those on the stack one after the other, and beside them those that need none. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../stack/directories.ts';
import type { StackInfo } from '../stack/stack-info.ts';
import { UserError } from '../stack/user-error.ts';
import { runVitest, type VitestRun } from './run-vitest.ts';
import { withSecondTry, type Tested } from './second-try.ts';
import { testedFiles } from './summary.ts';

interface Run {
  stack: StackInfo | undefined;
  filters: readonly string[];
  progress: (line: string) => void;
}

const inRun = (name: string) => join(root, '.run', name);

export async function runAll({ stack, filters, progress }: Run): Promise<Tested[]> {
  if (stack === undefined) return [await runProject({ project: 'unit', filters })];
  const logFile = inRun('test-unit.log');
  const onStack = { project: 'stack', stack, filters } as const;
  const besideIt = { project: 'unit', workers: 1, filters } as const;
  const [stackResult, unitResult] = await Promise.all([
    runProject(onStack),
    runProject({ ...besideIt, logFile }),
  ]);
  process.stdout.write(readFileSync(logFile));
  rmSync(logFile);
  const again = (run: typeof onStack | typeof besideIt, first: Tested) =>
    withSecondTry(first, (names) => runProject({ ...run, filters: names }), progress);
  return [await again(onStack, stackResult), await again(besideIt, unitResult)];
}

async function runProject(run: Omit<VitestRun, 'resultFile'>): Promise<Tested> {
  const resultFile = inRun(`test-${run.project}.json`);
  rmSync(resultFile, { force: true });
  const code = await runVitest({ ...run, resultFile });
  if (!existsSync(resultFile)) throw new UserError('Vitest ended without results.');
  const report: unknown = JSON.parse(readFileSync(resultFile, 'utf8'));
  rmSync(resultFile);
  return { code, files: testedFiles(report) };
}
