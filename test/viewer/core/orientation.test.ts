import fc from 'fast-check';
import { expect, test } from 'vitest';
import { directionLetters, edgeLetters } from '../../../web/src/viewer/core/orientation.ts';
import {
  fitScale,
  flipHorizontally,
  flipVertically,
  rotateBy,
  turnWords,
  upright,
  type Turn,
} from '../../../web/src/viewer/core/turn.ts';

const axial = {
  imageOrientationPatient: [1, 0, 0, 0, 1, 0] as [number, number, number, number, number, number],
};

test('an axial slice has the patient’s right on the left', () => {
  expect(edgeLetters(axial, upright)).toEqual({ left: 'R', right: 'L', top: 'A', bottom: 'P' });
});

test('letters follow flips and rotations', () => {
  expect(edgeLetters(axial, flipHorizontally(upright))).toEqual({
    left: 'L',
    right: 'R',
    top: 'A',
    bottom: 'P',
  });
  expect(edgeLetters(axial, flipVertically(upright))).toEqual({
    left: 'R',
    right: 'L',
    top: 'P',
    bottom: 'A',
  });
  expect(edgeLetters(axial, rotateBy(upright, 90))).toEqual({ top: 'R', right: 'A', bottom: 'L', left: 'P' });
  expect(edgeLetters(axial, rotateBy(upright, -90))).toEqual({
    top: 'L',
    right: 'P',
    bottom: 'R',
    left: 'A',
  });
});

const turns = fc.record({
  rotation: fc.constantFrom(0 as const, 90 as const, 180 as const, 270 as const),
  mirrored: fc.boolean(),
});

test('on the screen, a flip exchanges two edges and keeps the others, from any position', () => {
  fc.assert(
    fc.property(turns, (turn: Turn) => {
      const before = edgeLetters(axial, turn);
      const across = edgeLetters(axial, flipHorizontally(turn));
      const over = edgeLetters(axial, flipVertically(turn));
      expect(across).toEqual({ ...before, left: before?.right, right: before?.left });
      expect(over).toEqual({ ...before, top: before?.bottom, bottom: before?.top });
    }),
  );
});

test('a quarter turn moves every letter on by one edge, and four of them change nothing', () => {
  fc.assert(
    fc.property(turns, (turn: Turn) => {
      const before = edgeLetters(axial, turn);
      const after = edgeLetters(axial, rotateBy(turn, 90));
      expect(after).toEqual({
        top: before?.left,
        right: before?.top,
        bottom: before?.right,
        left: before?.bottom,
      });
      expect([1, 2, 3, 4].reduce((once) => rotateBy(once, 90), turn)).toEqual(turn);
      expect(flipHorizontally(flipHorizontally(turn))).toEqual(turn);
    }),
  );
});

test('oblique directions name their main axis first and lean only beyond fifteen degrees', () => {
  const lean = (degrees: number) => {
    const angle = (degrees * Math.PI) / 180;
    return directionLetters([Math.cos(angle), Math.sin(angle), 0]);
  };
  expect(lean(10)).toBe('L');
  expect(lean(30)).toBe('LP');
  expect(lean(60)).toBe('PL');
});

test('projections take the letters that the file writes', () => {
  expect(edgeLetters({ patientOrientation: ['L', 'F'] }, upright)).toEqual({
    left: 'R',
    right: 'L',
    top: 'H',
    bottom: 'F',
  });
});

test('letters are absent when nobody knows them, never guessed', () => {
  expect(edgeLetters({}, upright)).toBeUndefined();
  expect(edgeLetters({ imageOrientationPatient: [0, 0, 0, 0, 0, 0] }, upright)).toBeUndefined();
  expect(edgeLetters({ imageOrientationPatient: [1, 0, 0, 1, 0, 0] }, upright)).toBeUndefined();
  expect(edgeLetters({ patientOrientation: ['', ''] }, upright)).toBeUndefined();
  expect(edgeLetters({ patientOrientation: ['LE', 'D'] }, upright)).toBeUndefined();
});

test('an image fits its box on its side too, with pixels that are not square', () => {
  const box = { width: 100, height: 200 };
  const image = { width: 50, height: 50 };
  const flat = { width: 1, height: 2 };
  expect(fitScale(box, image, { width: 1, height: 1 }, upright)).toBe(2);
  expect(fitScale(box, image, flat, upright)).toBe(2);
  expect(fitScale(box, image, flat, rotateBy(upright, 90))).toBe(1);
});

test('the badge says how the image was turned', () => {
  expect(turnWords(upright)).toEqual([]);
  expect(turnWords(rotateBy(flipHorizontally(upright), 90))).toEqual(['Flipped', 'Rotated 90°']);
});
