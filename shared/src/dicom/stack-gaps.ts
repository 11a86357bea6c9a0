/** Images that the stacks themselves show to be missing: holes in places, or in instance numbers. */
import type { Stack } from '../manifest.ts';
import { geometryOf } from './plane.ts';
import { type Member, type StackInput, groupBy, membersOf } from './stack-keys.ts';

/** Fewer images than this show no regularity that a hole could break. */
const regularFrom = 4;

/** Sum over the study; `stacks` are buildStacks' of the same instances. Localizers, pages and captures count nothing. */
export function countGaps(instances: readonly StackInput[], stacks: readonly Stack[]): number {
  const byInstance = new Map(instances.map((input) => [input.instance, input]));
  const counted = stacks.filter(({ role }) => role === 'primary' || role === 'derived');
  let gaps = 0;
  for (const series of groupBy(counted, (stack) => stack.series).values()) {
    const placed = series.filter(({ order }) => order === 'position');
    gaps +=
      placed.length > 0
        ? placed.reduce((sum, stack) => sum + placeGaps(stack, byInstance), 0)
        : numberGaps(series, byInstance);
  }
  return gaps;
}

function placeGaps(stack: Stack, byInstance: ReadonlyMap<number, StackInput>): number {
  const known = new Map<number, Member[]>();
  const members = stack.frames.flatMap(([instance, frame]) => {
    const input = byInstance.get(instance);
    const all = known.get(instance) ?? (input === undefined ? [] : membersOf(input));
    known.set(instance, all);
    return all.slice(frame, frame + 1);
  });
  const along = geometryOf(members)?.along;
  if (along === undefined || along.length < regularFrom) return 0;
  const steps = along.slice(1).map((mm, index) => Math.abs(mm - (along[index] ?? 0)));
  const middle = [...steps].sort((a, b) => a - b)[steps.length >> 1] ?? 0;
  const multiples = steps.map((step) => step / middle);
  const regular = multiples.filter((multiple) => Math.abs(multiple - 1) < 0.1).length;
  if (middle <= 0 || regular < steps.length * 0.6) return 0;
  return multiples.reduce((sum, multiple) => sum + Math.max(0, Math.round(multiple) - 1), 0);
}

/** Numbers that run from the first to the last with few left out. */
function numberGaps(series: readonly Stack[], byInstance: ReadonlyMap<number, StackInput>): number {
  const instances = new Set(series.flatMap(({ frames }) => frames.map(([instance]) => instance)));
  const numbers = new Set<number>();
  for (const instance of instances) {
    const number = byInstance.get(instance)?.facts.instanceNumber;
    if (number === undefined) return 0;
    numbers.add(number);
  }
  if (numbers.size < regularFrom) return 0;
  const values = [...numbers];
  const span = values.reduce((a, b) => Math.max(a, b)) - values.reduce((a, b) => Math.min(a, b)) + 1;
  const missing = span - numbers.size;
  return missing < numbers.size / 2 ? missing : 0;
}
