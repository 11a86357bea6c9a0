import { expect, test } from 'vitest';
import { followingPosition, tieOf, type StackSpace } from '../../../web/src/viewer/core/linking.ts';
import { cutLine, type Plane, type Vector } from '../../../web/src/viewer/core/plane.ts';

const axial = (z: number): Plane => ({
  origin: [0, 0, z],
  along: [1, 0, 0],
  down: [0, 1, 0],
  normal: [0, 0, 1],
  pixel: { width: 1, height: 2 },
  columns: 100,
  rows: 50,
});
/** Looked at from the front: columns to the left of the patient, rows towards the feet. */
const coronal = (y: number): Plane => ({
  origin: [0, y, 90],
  along: [1, 0, 0],
  down: [0, 0, -1],
  normal: [0, 1, 0],
  pixel: { width: 1, height: 1 },
  columns: 60,
  rows: 100,
});
const stack = (planes: (Plane | undefined)[], space?: string): StackSpace => ({ space, planes });
const slices = (zs: readonly number[], space?: string) => stack(zs.map(axial), space);

test('a coronal image cuts an axial one in a row, as far as both reach', () => {
  // y = 20 mm is row 10 of rows of 2 mm, half a pixel further in from the corner; 60 of 100 columns are shared.
  expect(cutLine(axial(30), coronal(20))).toEqual([
    { x: 60, y: 10.5 },
    { x: 0, y: 10.5 },
  ]);
});

test('an axial image cuts a coronal one at its height', () => {
  const line = cutLine(coronal(20), axial(30));
  expect(line?.map(({ y }) => y)).toEqual([60.5, 60.5]);
  expect(line?.map(({ x }) => x).sort((a, b) => a - b)).toEqual([0, 60]);
});

test('images that do not meet, or lie alike, have no line', () => {
  expect(cutLine(axial(30), coronal(200))).toBeUndefined();
  expect(cutLine(axial(500), coronal(20))).toBeUndefined();
  expect(cutLine(axial(30), axial(40))).toBeUndefined();
  const five = (5 * Math.PI) / 180;
  const normal: Vector = [0, -Math.sin(five), Math.cos(five)];
  const tilted: Plane = { ...axial(30), down: [0, Math.cos(five), Math.sin(five)], normal };
  expect(cutLine(axial(35), tilted)).toBeUndefined();
});

test('in one space the nearest slice follows, whatever the spacing and the order', () => {
  const fine = slices([0, 1, 2, 3, 4, 5, 6, 7, 8], '0.0');
  const coarse = slices([8, 4, 0], '0.0');
  expect(tieOf(fine, coarse)).toBe('space');
  const follow = (now: number) =>
    followingPosition({ stack: fine, anchor: 0, now }, { stack: coarse, anchor: 0 });
  expect([0, 3, 5, 8].map(follow)).toEqual([2, 1, 1, 0]);
});

test('across spaces the follower goes as many millimetres, from where both stood', () => {
  const now = slices([0, 5, 10, 15, 20], '0.0');
  const prior = slices([-100, -97.5, -95, -92.5, -90, -87.5], '1.0');
  expect(tieOf(now, prior)).toBe('offset');
  expect(followingPosition({ stack: now, anchor: 1, now: 2 }, { stack: prior, anchor: 2 })).toBe(4);
  expect(followingPosition({ stack: now, anchor: 1, now: 0 }, { stack: prior, anchor: 2 })).toBe(0);
});

test('a prior that is read from the other end still goes the same way in the body', () => {
  const now = slices([0, 5, 10], '0.0');
  const upside = (z: number): Plane => ({ ...axial(z), down: [0, -1, 0], normal: [0, 0, -1] });
  const prior = stack([10, 5, 0].map(upside), '1.0');
  expect(followingPosition({ stack: now, anchor: 0, now: 1 }, { stack: prior, anchor: 2 })).toBe(1);
});

test('where nothing is said of places, images are counted', () => {
  const frames = stack([undefined, undefined, undefined]);
  expect(followingPosition({ stack: frames, anchor: 0, now: 2 }, { stack: frames, anchor: 3 })).toBe(5);
  expect(
    followingPosition({ stack: slices([0, 5, 10], 'a'), anchor: 0, now: 2 }, { stack: frames, anchor: 0 }),
  ).toBe(2);
});
