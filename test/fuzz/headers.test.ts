/** Mutants of DICOM files, the same in every run; `campaign.ts` looks for more by hand. */
import { expect, test } from 'vitest';
import { random } from '../../tools/seed/synthetic/random.ts';
import { problemOf } from './support/header-checks.ts';
import { mutate } from './support/mutate.ts';
import { realSeeds, syntheticSeeds } from './support/seeds.ts';

const mutants = 10_000;

function problemsOfMutants(seeds: readonly Uint8Array[], count: number): string[] {
  const noise = random(20_261_122);
  const problems: string[] = [];
  for (let round = 0; round < count; round += 1) {
    const mutant = mutate(seeds[round % seeds.length] ?? new Uint8Array(), noise, seeds);
    const problem = problemOf(mutant);
    if (problem !== undefined) problems.push(`mutant ${String(round)}: ${problem}`);
  }
  return problems;
}

test(`${String(mutants)} mutants of synthetic files: no throw, no hang, typed, stored as they came`, () => {
  expect(problemsOfMutants(syntheticSeeds(), mutants)).toEqual([]);
}, 120_000);

const real = realSeeds();

test.skipIf(real.length === 0)(
  `${String(mutants)} mutants of real files (skipped where ../shared/dicom is absent)`,
  () => {
    expect(problemsOfMutants(real, mutants)).toEqual([]);
  },
  120_000,
);
