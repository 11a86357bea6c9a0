import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layLabels, type LabelWish } from '../../../web/src/viewer/tools/core/label-layout.ts';

const pane = { width: 400, height: 300 };
const size = { width: 80, height: 24 };
const wish = (figure: LabelWish['figure'], own?: LabelWish['own']): LabelWish => ({ size, own, figure });

const doOverlap = (a: { x: number; y: number }, b: { x: number; y: number }) =>
  Math.abs(a.x - b.x) < size.width && Math.abs(a.y - b.y) < size.height;

test('a label stands beside the right end of its figure', () => {
  const line = [
    { x: 100, y: 100 },
    { x: 60, y: 40 },
  ];
  expect(layLabels([wish(line)], pane)).toEqual([{ x: 112, y: 106 }]);
});

test('a label stays where it was put, and the others make room for it', () => {
  const point = [{ x: 100, y: 100 }];
  const own = { x: 115, y: 110 };
  const [automatic, put] = layLabels([wish(point), wish(point, own)], pane);
  expect(put).toEqual(own);
  expect(automatic && doOverlap(automatic, own)).toBe(false);
});

test('labels of figures at one place stand apart, each inside the pane', () => {
  const places = layLabels(
    Array.from({ length: 12 }, () => wish([{ x: 200, y: 150 }])),
    pane,
  );
  places.forEach((place, at) => {
    for (const other of places.slice(at + 1)) expect(doOverlap(place, other)).toBe(false);
  });
});

test('no label leaves the pane, wherever its figure lies', () => {
  const coordinate = fc.integer({ min: -500, max: 900 });
  const point = fc.record({ x: coordinate, y: coordinate });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(point, point, fc.option(point, { nil: undefined })), { maxLength: 8 }),
      (all) => {
        for (const { x, y } of layLabels(
          all.map(([a, b, own]) => wish([a, b], own)),
          pane,
        )) {
          expect(x).toBeGreaterThanOrEqual(4);
          expect(y).toBeGreaterThanOrEqual(4);
          expect(x + size.width).toBeLessThanOrEqual(pane.width - 4);
          expect(y + size.height).toBeLessThanOrEqual(pane.height - 4);
        }
      },
    ),
  );
});
