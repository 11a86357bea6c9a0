import { z } from 'zod';

/** The part of vitest's JSON report that is counted. */
const Report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      startTime: z.number(),
      endTime: z.number(),
      assertionResults: z.array(
        z.object({
          status: z.string(),
          fullName: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});

export type TestedFile = z.infer<typeof Report>['testResults'][number];

export const testedFiles = (report: unknown): TestedFile[] => Report.parse(report).testResults;

export const failedFiles = (files: readonly TestedFile[]): TestedFile[] =>
  files.filter(({ status }) => status === 'failed');

export interface TestCounts {
  passed: number;
  failed: number;
  skipped: number;
}

/** A file that failed without a failed test, as one that could not even be loaded, counts as one. */
export function countTests(files: readonly TestedFile[]): TestCounts {
  const counts: TestCounts = { passed: 0, failed: 0, skipped: 0 };
  for (const { status, assertionResults } of files) {
    const failed = assertionResults.filter((test) => test.status === 'failed').length;
    const passed = assertionResults.filter((test) => test.status === 'passed').length;
    counts.passed += passed;
    counts.failed += status === 'failed' ? Math.max(failed, 1) : failed;
    counts.skipped += assertionResults.length - passed - failed;
  }
  return counts;
}

export function summaryLine({ passed, failed, skipped }: TestCounts): string {
  const line = `${String(passed)} passed, ${String(failed)} failed`;
  return skipped === 0 ? line : `${line}, ${String(skipped)} skipped`;
}

const shortName = (name: string): string => name.replace(/^.*\/test\//, 'test/');

/** What failed, a line each with the first words of its reason. */
export const failureLines = (files: readonly TestedFile[]): string[] =>
  failedFiles(files).flatMap(({ name, assertionResults }) => {
    const failed = assertionResults.filter(({ status }) => status === 'failed');
    if (failed.length === 0) return [`${shortName(name)}: outside its tests`];
    return failed.map(({ fullName, failureMessages }) => {
      const reason = failureMessages?.[0]?.split('\n')[0] ?? '';
      return `${shortName(name)} > ${fullName}: ${reason.slice(0, 300)}`;
    });
  });

/** The files that took longest, a line each: a run has 25 minutes. */
export const slowestLines = (files: readonly TestedFile[], count: number): string[] =>
  files
    .map(({ name, startTime, endTime }) => ({ name, seconds: (endTime - startTime) / 1000 }))
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, count)
    .map(({ name, seconds }) => `${seconds.toFixed(0).padStart(5)} s  ${shortName(name)}`);
