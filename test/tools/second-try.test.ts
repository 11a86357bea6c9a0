import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../tools/stack/directories.ts';
import { withSecondTry } from '../../tools/test/second-try.ts';
import { testedFiles } from '../../tools/test/summary.ts';

const files = (...statuses: ('passed' | 'failed')[]) =>
  testedFiles({
    testResults: statuses.map((status, at) => ({
      name: join(root, 'test', `${String(at)}.test.ts`),
      status,
      startTime: 0,
      endTime: 1,
      assertionResults: [{ status, fullName: 'it works', failureMessages: ['AssertionError: no'] }],
    })),
  });

async function again(first: ReturnType<typeof files>, second: ReturnType<typeof files>) {
  const told: string[] = [];
  const asked: (readonly string[])[] = [];
  const result = await withSecondTry(
    { code: first.some(({ status }) => status === 'failed') ? 1 : 0, files: first },
    (names) => {
      asked.push(names);
      return Promise.resolve({
        code: second.some(({ status }) => status === 'failed') ? 1 : 0,
        files: second,
      });
    },
    (line) => told.push(line),
  );
  return { told, asked, code: result.code, states: result.files.map(({ status }) => status) };
}

test('a file that fails once and passes alone has passed, and its first failure is told', async () => {
  const passedThen = files('passed', 'passed').slice(1);
  expect(await again(files('passed', 'failed'), passedThen)).toEqual({
    told: ['Failed at first: test/1.test.ts > it works: AssertionError: no'],
    asked: [['test/1.test.ts']],
    code: 0,
    states: ['passed', 'passed'],
  });
});

test('a file that fails again has failed', async () => {
  const { code, states } = await again(files('failed'), files('failed'));
  expect({ code, states }).toEqual({ code: 1, states: ['failed'] });
});

test('nothing runs again where nothing failed, or more than a busy machine explains', async () => {
  const many = files('failed', 'failed', 'failed', 'failed', 'failed', 'failed');
  expect(await again(many, [])).toMatchObject({ asked: [], told: [], code: 1 });
  expect(await again(files('passed'), [])).toMatchObject({ asked: [], code: 0 });
});
