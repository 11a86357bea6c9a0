import { z } from 'zod';

/** The part of vitest's JSON report that is counted. */
const Report = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int().default(0),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      startTime: z.number(),
      endTime: z.number(),
      assertionResults: z.array(z.unknown()),
    }),
  ),
});

export interface TestCounts {
  passed: number;
  failed: number;
  skipped: number;
}

/** A file that could not even be loaded counts as one failed test. */
export function countTests(report: unknown): TestCounts {
  const parsed = Report.parse(report);
  const unloaded = parsed.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return {
    passed: parsed.numPassedTests,
    failed: parsed.numFailedTests + unloaded.length,
    skipped: parsed.numPendingTests + parsed.numTodoTests,
  };
}

export const sumOf = (counts: readonly TestCounts[]): TestCounts => {
  const of = (field: keyof TestCounts) => counts.reduce((sum, one) => sum + one[field], 0);
  return { passed: of('passed'), failed: of('failed'), skipped: of('skipped') };
};

export function summaryLine({ passed, failed, skipped }: TestCounts): string {
  const line = `${String(passed)} passed, ${String(failed)} failed`;
  return skipped === 0 ? line : `${line}, ${String(skipped)} skipped`;
}

/** The files that took longest, a line each: a run has 25 minutes. */
export function slowestLines(reports: readonly unknown[], count: number): string[] {
  return reports
    .flatMap((report) => Report.parse(report).testResults)
    .map(({ name, startTime, endTime }) => ({ name, seconds: (endTime - startTime) / 1000 }))
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, count)
    .map(
      ({ name, seconds }) => `${seconds.toFixed(0).padStart(5)} s  ${name.replace(/^.*\/test\//, 'test/')}`,
    );
}
