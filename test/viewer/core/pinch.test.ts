import { expect, test } from 'vitest';
import { createPinch, zoomAt } from '../../../web/src/viewer/core/pinch.ts';

/** A picture of 100 by 100 where a pixel of the screen is one of the image while nothing is zoomed. */
function picture({ isDrawn }: { isDrawn: boolean }) {
  let placed = { zoom: 1, pan: { x: 0, y: 0 } };
  let wanted = placed;
  return {
    wanted: () => wanted,
    /** Where a point of the image, counted from its middle, comes to lie on the screen. */
    onScreen: (x: number) => 50 + (x + wanted.pan.x) * wanted.zoom,
    placed: () => placed,
    size: () => ({ width: 100, height: 100 }),
    toPan: ({ x, y }: { x: number; y: number }) => ({ x: x / placed.zoom, y: y / placed.zoom }),
    place(to: typeof placed) {
      wanted = to;
      if (isDrawn) placed = to;
    },
  };
}
const fingers = (middle: number, spread: number) => [
  { x: middle - spread / 2, y: 50 },
  { x: middle + spread / 2, y: 50 },
];

for (const isDrawn of [true, false])
  test(`no step of two fingers is lost, ${isDrawn ? 'drawn' : 'not drawn'} before the next one`, () => {
    const of = picture({ isDrawn });
    const pinch = createPinch(of);
    pinch.hold(fingers(60, 20));
    pinch.move(fingers(62, 30));
    pinch.move(fingers(70, 40));
    expect(of.wanted().zoom).toBeCloseTo(2);
    // What lay between them is there again, and what lay under each is under it.
    expect(of.onScreen(10)).toBeCloseTo(70);
    expect(of.onScreen(20)).toBeCloseTo(90);
  });

test('what is held anew goes on from where it is', () => {
  const of = picture({ isDrawn: true });
  const pinch = createPinch(of);
  pinch.hold(fingers(60, 20));
  pinch.move(fingers(60, 40));
  pinch.hold(fingers(10, 80));
  pinch.move(fingers(10, 80));
  expect(of.wanted().zoom).toBeCloseTo(2);
  expect(of.onScreen(10)).toBeCloseTo(60);
  const before = of.wanted();
  pinch.hold([{ x: 3, y: 4 }]);
  pinch.move(fingers(40, 20));
  expect(of.wanted()).toBe(before);
});

test('a wheel leaves what lies under it where it is', () => {
  const of = picture({ isDrawn: true });
  zoomAt(of, 2, { x: 70, y: 50 });
  zoomAt(of, 1.5, { x: 70, y: 50 });
  expect(of.wanted().zoom).toBeCloseTo(3);
  expect(of.onScreen(20)).toBeCloseTo(70);
});
