import { expect, test } from 'vitest';
import { holds, levelFor, partSeen, wholeOf } from '../../../web/src/viewer/core/seen.ts';

const full = { rows: 3056, columns: 2544 };
const half = { rows: 1528, columns: 1272 };

test.each([
  [2, 0],
  [1, 0],
  [0.51, 0],
  [0.5, 1],
  [0.27, 1],
  [0.25, 2],
  [0.01, 2],
])('at %s screen pixels a pixel the image is drawn from its half number %s', (scale, level) => {
  expect(levelFor(scale, { decoded: full, fullSize: full }, 3)).toBe(level);
});

test('a preview has fewer pixels than its image, and is halved later', () => {
  expect(levelFor(0.3, { decoded: half, fullSize: full }, 3)).toBe(0);
});

test('what is seen is painted with two pixels around it, and with a margin where it moves', () => {
  const seen = { left: 100.4, right: 300.6, top: 1000, bottom: 1100, scale: 1 };
  expect(partSeen(seen, full, full, 0)).toEqual({ column: 98, columns: 205, row: 998, rows: 104 });
  expect(partSeen(seen, full, half, 0)).toEqual({ column: 48, columns: 105, row: 498, rows: 54 });
  expect(partSeen(seen, full, full, 0.5)).toEqual({ column: 0, columns: 403, row: 948, rows: 204 });
});

test('nothing is painted beyond the image, and one pixel where none of it is seen', () => {
  const all = { left: -500, right: 4000, top: -10, bottom: 5000, scale: 0.2 };
  expect(partSeen(all, full, full, 1 / 8)).toEqual(wholeOf(full));
  const beyond = { left: 9000, right: 9900, top: -900, bottom: -100, scale: 1 };
  expect(partSeen(beyond, full, full, 0)).toEqual({ column: 2543, columns: 1, row: 0, rows: 1 });
});

test('a part holds what does not reach out of it on any side', () => {
  const part = { row: 10, column: 20, rows: 30, columns: 40 };
  expect(holds(part, part)).toBe(true);
  expect(holds(part, { row: 11, column: 21, rows: 28, columns: 38 })).toBe(true);
  for (const outside of [
    { ...part, row: 9 },
    { ...part, column: 19 },
    { ...part, rows: 31 },
    { ...part, columns: 41 },
  ])
    expect(holds(part, outside)).toBe(false);
});
