import { expect, test } from 'vitest';
import {
  maxGapBytes,
  nextRange,
  targetBytes,
  type Piece,
} from '../../../web/src/viewer/core/range-planner.ts';
import { byPriority, type Travel } from '../../../web/src/viewer/core/wishes.ts';

const leadBytes = 2_000;
const restBytes = 17_000;

/** A pack of `count` slices as ingest lays it out: all leads, then all rests, in the order of `place`. */
function pieces(count: number, current: number, travel: Travel, place = (slice: number) => slice): Piece[] {
  const order = byPriority(count, current, travel);
  const lead = (slice: number): Piece => ({
    key: String(slice),
    part: 'lead',
    pack: 0,
    at: place(slice) * leadBytes,
    bytes: leadBytes,
  });
  const rest = (slice: number): Piece => ({
    key: String(slice),
    part: 'rest',
    pack: 0,
    at: count * leadBytes + place(slice) * restBytes,
    bytes: restBytes,
  });
  const [shown = 0, ...others] = order;
  return [lead(shown), rest(shown), ...others.map(lead), ...others.map(rest)];
}

function plan(wanted: Piece[]): { from: number; to: number; pieces: Piece[] }[] {
  const ranges = [];
  let left = wanted;
  for (;;) {
    const range = nextRange(left, targetBytes(left.reduce((sum, { bytes }) => sum + bytes, 0)));
    if (range === undefined) return ranges;
    ranges.push(range);
    left = left.filter((piece) => !range.pieces.includes(piece));
  }
}

test('a series of 196 slices takes fewer than 25 requests, each byte once, whatever slice is shown', () => {
  for (const current of [0, 98, 195]) {
    const wanted = pieces(196, current, 0);
    const ranges = plan(wanted);
    expect(ranges.length).toBeLessThan(25);
    expect(ranges.flatMap((range) => range.pieces)).toHaveLength(wanted.length);
    expect(ranges.reduce((sum, { from, to }) => sum + to - from, 0)).toBe(196 * (leadBytes + restBytes));
  }
});

test('few requests even where slices lie in another order than they are shown in', () => {
  const shuffled = (slice: number) => (slice * 89) % 196;
  expect(plan(pieces(196, 50, 1, shuffled)).length).toBeLessThan(25);
});

test('the first range holds the shown slice, and what the user travels towards', () => {
  const rests = (travel: Travel) => pieces(196, 98, travel).filter(({ part }) => part === 'rest');
  const forward = nextRange(rests(1), 10 * restBytes)?.pieces.map(({ key }) => Number(key)) ?? [];
  const backward = nextRange(rests(-1), 10 * restBytes)?.pieces.map(({ key }) => Number(key)) ?? [];
  expect(forward).toContain(98);
  expect(forward.filter((slice) => slice > 98).length).toBeGreaterThan(
    forward.filter((slice) => slice < 98).length,
  );
  expect(backward.filter((slice) => slice < 98).length).toBeGreaterThan(
    backward.filter((slice) => slice > 98).length,
  );
});

test('ranges bridge small gaps, never large ones, and never cross packs', () => {
  const at = (key: string, pack: number, position: number): Piece => ({
    key,
    part: 'rest',
    pack,
    at: position,
    bytes: 100,
  });
  const range = nextRange(
    [at('a', 0, 0), at('b', 0, 100 + maxGapBytes), at('c', 0, 400 + 3 * maxGapBytes), at('d', 1, 200)],
    1e9,
  );
  expect(range?.pieces.map(({ key }) => key)).toEqual(['a', 'b']);
  expect(range).toMatchObject({ from: 0, to: 200 + maxGapBytes });
});

test('a frame larger than the target is still asked for whole', () => {
  const range = nextRange([{ key: 'big', part: 'rest', pack: 0, at: 10, bytes: 9_000_000 }], 1_000);
  expect(range).toMatchObject({ from: 10, to: 9_000_010 });
});
