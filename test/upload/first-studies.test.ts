import { expect, it } from 'vitest';
import type { PatientNode } from '../../web/src/intake/core/nodes.ts';
import { firstStudies } from '../../web/src/upload/core/first-studies.ts';

it('shows whole patients, and of the last one as many studies as are left', () => {
  const patients = ['a', 'b', 'c'].map(
    (key) =>
      ({ key, identity: {}, studies: [1, 2, 3].map((n) => ({ key: `${key}${String(n)}` })) }) as PatientNode,
  );
  const keys = (count: number) =>
    firstStudies(patients, count).map(({ key, studies }) => [key, ...studies.map((study) => study.key)]);
  expect(keys(0)).toEqual([]);
  expect(keys(4)).toEqual([
    ['a', 'a1', 'a2', 'a3'],
    ['b', 'b1'],
  ]);
  expect(keys(3)).toEqual([['a', 'a1', 'a2', 'a3']]);
  expect(keys(99).flat()).toHaveLength(12);
});
