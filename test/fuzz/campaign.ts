/**
 * A long hunt by hand: `node test/fuzz/campaign.ts [mutants] [seed]`. Prints each kind of problem once, with the
 * mutant in base64, and at the end how many there were. What it finds becomes a case made by code.
 */
import { parseArgs } from 'node:util';
import { random } from '../../tools/seed/synthetic/random.ts';
import { problemOf } from './support/header-checks.ts';
import { mutate } from './support/mutate.ts';
import { realSeeds, syntheticSeeds } from './support/seeds.ts';

const print = (line: string) => process.stdout.write(`${line}\n`);

const { positionals } = parseArgs({ allowPositionals: true });
const [mutants = 500_000, seed = 1] = positionals.map(Number);
const noise = random(seed);
const seeds = [...syntheticSeeds(), ...realSeeds()];
const kinds = new Map<string, number>();
let peakBytes = 0;

for (let round = 0; round < mutants; round += 1) {
  const original = seeds[round % seeds.length] ?? new Uint8Array();
  const mutant = mutate(original, noise, seeds);
  const problem = problemOf(mutant);
  peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
  if (problem === undefined) continue;
  const kind = problem.replace(/\d+ ms/, 'slow').slice(0, 400);
  const count = kinds.get(kind) ?? 0;
  kinds.set(kind, count + 1);
  if (count > 0) continue;
  print(`mutant ${String(round)} of seed ${String(round % seeds.length)}: ${problem}`);
  print(Buffer.from(mutant).toString('base64').slice(0, 40_000));
}
print(JSON.stringify({ mutants, seed, problems: Object.fromEntries(kinds), peakBytes }));
