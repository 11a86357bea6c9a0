import { expect, test } from 'vitest';
import { reelOf } from '../../../web/src/viewer/core/only-these.ts';
import { dueFrame } from '../../../web/src/viewer/core/playback.ts';
import { viewerReducer } from '../../../web/src/viewer/core/viewer-reducer.ts';
import {
  paneOf,
  positionOf,
  startState,
  type ViewerAction,
} from '../../../web/src/viewer/core/viewer-state.ts';
import { positionsOf } from '../../../web/src/viewer/documents/find-image.ts';

const shape = (frames: number) => ({
  frames,
  modality: 'CT',
  values: {},
  space: () => ({ space: undefined, planes: [] }),
});
const reduce = viewerReducer([[shape(10), shape(10), shape(10)]]);
const positions = positionsOf([
  { stack: 2, position: 9 },
  { stack: 0, position: 7 },
  { stack: 0, position: 2 },
  { stack: 0, position: 3 },
]);
const only: ViewerAction = { type: 'only', only: { name: 'Of interest', study: 0, positions } };

function after(start: { stack: number; position: number }, ...actions: ViewerAction[]): [number, number] {
  const state = actions.reduce(reduce, startState(start.stack, start.position, 'window'));
  return [paneOf(state).content?.stack ?? -1, positionOf(paneOf(state))];
}

test('with a choice of images in force, steps go from one of them to the next', () => {
  const step = (by: number): ViewerAction => ({ type: 'step', by });
  expect(after({ stack: 0, position: 2 }, only, step(1))).toEqual([0, 3]);
  expect(after({ stack: 0, position: 2 }, only, step(2))).toEqual([0, 7]);
  expect(after({ stack: 0, position: 7 }, only, step(1))).toEqual([0, 7]);
  expect(after({ stack: 0, position: 7 }, only, step(-1))).toEqual([0, 3]);
  expect(after({ stack: 0, position: 7 }, only, step(-9))).toEqual([0, 2]);
});

test('a place in between is the next chosen image that way, and choosing settles on one at once', () => {
  const to = (position: number): ViewerAction => ({ type: 'position', position });
  expect(after({ stack: 0, position: 4 }, only)).toEqual([0, 7]);
  expect(after({ stack: 0, position: 2 }, only, to(5))).toEqual([0, 7]);
  expect(after({ stack: 0, position: 7 }, only, to(6))).toEqual([0, 3]);
  expect(after({ stack: 0, position: 2 }, only, to(9))).toEqual([0, 7]);
});

test('stacks without chosen images are left out', () => {
  expect(after({ stack: 1, position: 5 }, only)).toEqual([0, 2]);
  expect(after({ stack: 0, position: 2 }, only, { type: 'stack', stack: 1 })).toEqual([2, 9]);
});

test('cine plays the chosen images at its rate, from the one on the screen round to the first', () => {
  const played = (chosen: readonly number[] | undefined, from: number) => {
    const { images, at, positionOf: positionIn } = reelOf(chosen, 10, from);
    return [0, 100, 200, 300].map((ms) => positionIn(dueFrame(at, ms, 10, images)));
  };
  expect(played([2, 3, 7], 3)).toEqual([3, 7, 2, 3]);
  expect(played([2, 3, 7], 8)).toEqual([2, 3, 7, 2]);
  expect(played(undefined, 8)).toEqual([8, 9, 0, 1]);
  expect(reelOf([], 10, 4).images).toBe(0);
});

test('without the choice every image counts again', () => {
  const all: ViewerAction = { type: 'only', only: undefined };
  expect(after({ stack: 0, position: 2 }, only, all, { type: 'step', by: 2 })).toEqual([0, 4]);
});
