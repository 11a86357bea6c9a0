import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byPriority, interleave, planWishes, type WishedFrame } from '../../../web/src/viewer/core/wishes.ts';

test('every position of a stack comes once, the current one first', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 300 }),
      fc.nat(),
      fc.constantFrom(-1 as const, 0 as const, 1 as const),
      (count, at, travel) => {
        const current = at % count;
        const order = byPriority(count, current, travel);
        expect(order[0]).toBe(current);
        expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
      },
    ),
  );
});

test('three slices ahead come before one behind', () => {
  expect(byPriority(20, 10, 1).slice(0, 6)).toEqual([10, 11, 12, 13, 9, 14]);
  expect(byPriority(20, 10, -1).slice(0, 6)).toEqual([10, 9, 8, 7, 11, 6]);
  expect(byPriority(20, 10, 0).slice(0, 5)).toEqual([10, 11, 9, 12, 8]);
});

const frame = (instance: number, held: WishedFrame['held'], leadBytes = 10): WishedFrame => ({
  address: [instance, 0],
  held,
  leadBytes,
  bytes: 100,
});

test('first the shown frame whole, then all leads, then whole frames, thumbnails without leads last', () => {
  const wishes = planWishes([frame(0, 'lead'), frame(1, 'none'), frame(2, 'none')], {
    shown: 1,
    thumbnails: [frame(7, 'none'), frame(8, 'none', 0)],
    budgetBytes: 1e9,
  });
  expect(wishes.map(({ address, part }) => `${String(address[0])} ${part}`)).toEqual([
    '0 full',
    '1 lead',
    '2 lead',
    '7 lead',
    '1 full',
    '2 full',
    '8 full',
  ]);
});

test('what is here or hopeless is not wished for, nor what the budget does not hold', () => {
  const wishes = planWishes([frame(0, 'full'), frame(1, 'failed'), frame(2, 'none'), frame(3, 'none')], {
    shown: 1,
    thumbnails: [],
    budgetBytes: 300,
  });
  expect(wishes.map(({ address }) => address[0])).toEqual([2, 2]);
});

test('of several panes the shown frames come first, then by turns what each needs next', () => {
  const merged = interleave([['a1', 'a2', 'both'], ['b1', 'both'], ['c1']], (id) => id);
  expect(merged).toEqual(['a1', 'b1', 'c1', 'a2', 'both']);

  const wishes = planWishes([frame(0, 'none'), frame(1, 'none'), frame(2, 'none')], {
    shown: 2,
    thumbnails: [],
    budgetBytes: 150,
  });
  expect(wishes).toEqual([
    { address: [0, 0], part: 'full' },
    { address: [1, 0], part: 'full' },
  ]);
});
