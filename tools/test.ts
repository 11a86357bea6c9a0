/**
 * `npm test [-- path …]`: starts one stack, runs every test once, and ends with the line
 * `N passed, N failed`. Paths choose a part; parts that need no stack start none.
 * Tests on the stack wait much, one after the other: those that need none run beside them, and are told afterwards.
 * In such a whole run a few files that failed are run a second time, alone: their first failures are told, and what
 * fails again has failed.
 */
import { ensureChromium } from './test/ensure-chromium.ts';
import { runAll } from './test/run-all.ts';
import { countTests, failureLines, slowestLines, summaryLine } from './test/summary.ts';
import { seedStack } from './seed/seed.ts';
import { report as tell } from './stack/run-until-stopped.ts';
import { startStack, type Stack } from './stack/start-stack.ts';
import { UserError } from './stack/user-error.ts';

const portBase = 20_000;
const filters = process.argv.slice(2);
const needsStack = filters.length === 0 || filters.some((path) => /rules|integration|e2e/.test(path));

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
  const results = await runAll({ stack: stack?.info, filters, progress });
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
