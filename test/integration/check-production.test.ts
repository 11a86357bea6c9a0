/** The operator's check, run against the local stack: it must pass where everything is as in production. */
import { expect, it } from 'vitest';
import { runChecks } from '../../tools/production/run-checks.ts';
import { stackTarget } from '../../tools/production/target.ts';
import { stackInfo } from '../support/stack.ts';

it('finds nothing wrong with a stack that behaves as production does', async () => {
  const findings: { name: string; ok: boolean; detail: string }[] = [];
  await runChecks(stackTarget(stackInfo()), {
    untilExpiry: false,
    note: (name, ok, detail) => findings.push({ name, ok, detail }),
  });
  expect(findings.length).toBeGreaterThan(15);
  expect(findings.filter(({ ok }) => !ok)).toEqual([]);
});
