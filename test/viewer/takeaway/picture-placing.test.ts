import { expect, test } from 'vitest';
import { flipHorizontally, rotateBy, upright } from '../../../web/src/viewer/core/turn.ts';
import { wholePlacing } from '../../../web/src/viewer/takeaway/picture-placing.ts';

/** Where the image's upper left corner comes to lie, and its upper right one. */
function corners({ matrix: [a, b, c, d, e, f] }: ReturnType<typeof wholePlacing>, width: number) {
  const at = (x: number, y: number) => [a * x + c * y + e, b * x + d * y + f].map((value) => value + 0);
  return [at(0, 0), at(width, 0)];
}

const image = { width: 30, height: 20 };
const square = { width: 1, height: 1 };

test.each([
  ['as it is', upright, { width: 30, height: 20 }, [0, 0], [30, 0]],
  ['rotated clockwise', rotateBy(upright, 90), { width: 20, height: 30 }, [20, 0], [20, 30]],
  ['rotated back', rotateBy(upright, -90), { width: 20, height: 30 }, [0, 30], [0, 0]],
  ['mirrored', flipHorizontally(upright), { width: 30, height: 20 }, [30, 0], [0, 0]],
  [
    'rotated, then mirrored',
    flipHorizontally(rotateBy(upright, 90)),
    { width: 20, height: 30 },
    [0, 0],
    [0, 30],
  ],
])('%s, the whole image fills the picture', (_, turn, size, first, second) => {
  const placing = wholePlacing(image, square, turn);
  expect(placing.size).toEqual(size);
  expect(corners(placing, image.width)).toEqual([first, second]);
});

test('pixels that are not square are as long in the picture as in the patient', () => {
  expect(wholePlacing(image, { width: 1, height: 2.5 }, upright).size).toEqual({ width: 30, height: 50 });
  expect(wholePlacing(image, { width: 1, height: 2.5 }, rotateBy(upright, 90)).size).toEqual({
    width: 50,
    height: 30,
  });
});
