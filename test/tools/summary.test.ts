import { expect, test } from 'vitest';
import { countTests, failedFiles, failureLines, summaryLine, testedFiles } from '../../tools/test/summary.ts';

const file = (name: string, status: string, tests: [string, string][]) => ({
  name: `/somewhere/test/${name}`,
  status,
  startTime: 0,
  endTime: 1000,
  assertionResults: tests.map(([fullName, its]) => ({
    status: its,
    fullName,
    failureMessages: its === 'failed' ? ['Error: 1 is not 2\n    at line 7'] : [],
  })),
});

const files = testedFiles({
  testResults: [
    file('a.test.ts', 'passed', [
      ['adds', 'passed'],
      ['waits for files', 'skipped'],
    ]),
    file('b.test.ts', 'failed', [
      ['subtracts', 'failed'],
      ['divides', 'passed'],
    ]),
    file('c.test.ts', 'failed', []),
    file('d.test.ts', 'failed', [['passes before its last hook fails', 'passed']]),
  ],
});

test('a file that fails without a failed test counts as one', () => {
  expect(countTests(files)).toEqual({ passed: 3, failed: 3, skipped: 1 });
  expect(failedFiles(files).map(({ name }) => name.slice(-9))).toEqual([
    'b.test.ts',
    'c.test.ts',
    'd.test.ts',
  ]);
});

test('every failure is told with its file, its title and the first line of its reason', () => {
  expect(failureLines(files)).toEqual([
    'test/b.test.ts > subtracts: Error: 1 is not 2',
    'test/c.test.ts: outside its tests',
    'test/d.test.ts: outside its tests',
  ]);
});

test('the last line leaves out what there is none of', () => {
  expect(summaryLine({ passed: 2, failed: 0, skipped: 0 })).toBe('2 passed, 0 failed');
  expect(summaryLine({ passed: 2, failed: 1, skipped: 3 })).toBe('2 passed, 1 failed, 3 skipped');
});
