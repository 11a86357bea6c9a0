/** docs/security.md names tests as proof: each is there, and no requirement stands without one or a reason. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);
const page = readFileSync(new URL('docs/security.md', root), 'utf8');
const rows = page
  .split('\n')
  .filter((line) => /^\| \d+\.\d+\.\d+/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, requirements = '', met = '', proof = '']) => ({ requirements, met, proof }));

test('every test it names is there', () => {
  const named = [...page.matchAll(/`([\w./-]+\.test\.ts)`/g)].map(([, path = '']) => path);
  expect(named.length).toBeGreaterThan(40);
  expect(named.filter((path) => !existsSync(new URL(`test/${path}`, root)))).toEqual([]);
});

test('the table has all 70 requirements of level 1, none twice', () => {
  const numbers = rows.flatMap(({ requirements }) =>
    requirements.split(', ').flatMap((one) => {
      const [from = '', to = from] = one.split(' – ');
      const [head, first] = [from.replace(/\d+$/, ''), Number(from.split('.').at(-1))];
      const count = Number(to.split('.').at(-1)) - first + 1;
      return Array.from({ length: count }, (_, at) => `${head}${String(first + at)}`);
    }),
  );
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(numbers).toHaveLength(70);
});

test('whatever has no test says why', () => {
  const bare = rows.filter(
    ({ proof }) => !/\.test\.ts|npm run|firebase\.json|by hand|by reading/.test(proof),
  );
  for (const { requirements, met } of bare)
    expect(/platform|apply|ARCHITECTURE\.md|no initial passwords/.test(met), requirements).toBe(true);
});
