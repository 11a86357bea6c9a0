/**
 * `npm test [-- path …]`: starts one stack, runs every test once, and ends with the line
 * `N passed, N failed`. Paths choose a part; parts that need no stack start none.
 * Tests on the stack wait much, one after the other: those that need none run beside them, and are told afterwards.
 * In such a whole run a few files that failed are run a second time, alone: their first failures are told, and what
 * fails again has failed.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ensureChromium } from './test/ensure-chromium.ts';
import { runVitest, type VitestRun } from './test/run-vitest.ts';
import {
  countTests,
  failedFiles,
  failureLines,
  slowestLines,
  summaryLine,
  testedFiles,
  type TestedFile,
} from './test/summary.ts';
import { seedStack } from './seed/seed.ts';
import { root } from './stack/directories.ts';
import { report as tell } from './stack/run-until-stopped.ts';
import type { StackInfo } from './stack/stack-info.ts';
import { startStack, type Stack } from './stack/start-stack.ts';
import { UserError } from './stack/user-error.ts';

const portBase = 20_000;
const filters = process.argv.slice(2);
const needsStack = filters.length === 0 || filters.some((path) => /rules|integration|e2e/.test(path));
const inRun = (name: string) => join(root, '.run', name);

let stack: Stack | undefined;
let code = 1;
let summary = summaryLine({ passed: 0, failed: 1, skipped: 0 });
let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  // A stack that is still starting is let finish, and stopped then.
  process.on(signal, () => (interrupted = true));
}
const progress = (line: string) => {
  if (interrupted) throw new UserError('Interrupted.');
  console.log(line);
};
try {
  if (needsStack) {
    ensureChromium(progress);
    stack = await startStack({ suite: 'test', portBase, movableClock: true, progress });
    await seedStack(stack.info, progress);
  }
  const results = await runAll(stack?.info);
  const files = results.flatMap((result) => result.files);
  for (const line of slowestLines(files, 25)) console.log(line);
  for (const line of failureLines(files)) console.log(`FAILED ${line}`);
  code = Math.max(...results.map((result) => result.code));
  const counts = countTests(files);
  // Vitest also fails for what is no test: an error while loading a file, or one that nobody awaited.
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  summary = summaryLine(counts);
} catch (error) {
  tell(error);
  code = 1;
} finally {
  await stack?.stop();
}
console.log(summary);
process.exit(code);

interface Result {
  code: number;
  files: TestedFile[];
}

async function runAll(info: StackInfo | undefined): Promise<Result[]> {
  if (info === undefined) return [await runProject({ project: 'unit', filters })];
  const logFile = inRun('test-unit.log');
  const onStack = { project: 'stack', stack: info, filters } as const;
  const besideIt = { project: 'unit', workers: 1, filters } as const;
  const [stackResult, unitResult] = await Promise.all([
    runProject(onStack),
    runProject({ ...besideIt, logFile }),
  ]);
  process.stdout.write(readFileSync(logFile));
  rmSync(logFile);
  return [await runAgain(onStack, stackResult), await runAgain(besideIt, unitResult)];
}

/** More failures than this are no accident of a busy machine. */
const maxFilesAgain = 5;

async function runAgain(run: Omit<VitestRun, 'resultFile'>, first: Result): Promise<Result> {
  const failed = failedFiles(first.files);
  if (failed.length === 0 || failed.length > maxFilesAgain) return first;
  for (const line of failureLines(failed)) progress(`Failed at first: ${line}`);
  const names = failed.map(({ name }) => relative(root, name));
  const second = await runProject({ ...run, filters: names });
  return {
    code: second.code,
    files: [...first.files.filter(({ name }) => !names.includes(relative(root, name))), ...second.files],
  };
}

async function runProject(run: Omit<VitestRun, 'resultFile'>): Promise<Result> {
  const resultFile = inRun(`test-${run.project}.json`);
  rmSync(resultFile, { force: true });
  const exitCode = await runVitest({ ...run, resultFile });
  if (!existsSync(resultFile)) throw new UserError('Vitest ended without results.');
  const report: unknown = JSON.parse(readFileSync(resultFile, 'utf8'));
  rmSync(resultFile);
  return { code: exitCode, files: testedFiles(report) };
}
