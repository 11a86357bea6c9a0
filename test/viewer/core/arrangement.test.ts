import { expect, test } from 'vitest';
import {
  arrangementOf,
  arranging,
  readArrangement,
  startArrangement,
} from '../../../web/src/viewer/core/arrangement.ts';
import type { StudyIndex } from '@pacs/shared/manifest';
import type { StackEntry } from '../../../web/src/viewer/core/frame-table.ts';
import { viewerReducer } from '../../../web/src/viewer/core/viewer-reducer.ts';
import {
  paneOf,
  positionOf,
  startState,
  type StackShape,
  type ViewerAction,
} from '../../../web/src/viewer/core/viewer-state.ts';

const shape = (frames: number): StackShape => ({
  frames,
  modality: 'CT',
  values: {},
  space: () => ({ space: undefined, planes: [] }),
});
const frames = [10, 20, 30];
const reduce = viewerReducer([frames.map(shape)]);
const actions: ViewerAction[] = [
  { type: 'layout', layout: '1x2' },
  { type: 'show', content: { kind: 'stack', study: 0, stack: 2 }, pane: 1 },
  { type: 'position', position: 25, pane: 1 },
  { type: 'position', position: 4, pane: 0 },
  { type: 'activate', pane: 1 },
];
const arranged = actions.reduce(reduce, startState(0, 0, 'window'));
const kept = () => readArrangement(JSON.parse(JSON.stringify(arrangementOf(arranged))), frames);
const anywhere = { stack: 0, position: 0, isChosen: false };
const study = (first: typeof anywhere, modality = 'CT') => ({
  study: { index: { stacks: frames.map(() => ({ modality, role: 'primary' })) } as unknown as StudyIndex },
  stacks: frames.map((count) => ({ frames: Array.from({ length: count }) })) as unknown as StackEntry[],
  first,
});

test('panes come back with their series and images, the same one active', () => {
  const found = kept();
  if (found === undefined) throw new Error('nothing kept');
  const state = arranging(startArrangement(study(anywhere), 'desk', found)).reduce(
    reduce,
    startState(0, 0, 'window'),
  );
  expect(state.layout).toBe('1x2');
  expect(state.active).toBe(1);
  expect([0, 1].map((pane) => paneOf(state, pane).content?.stack)).toEqual([0, 2]);
  expect([0, 1].map((pane) => positionOf(paneOf(state, pane)))).toEqual([4, 25]);
});

test('an image that the address asks for is in the active pane', () => {
  const found = kept();
  if (found === undefined) throw new Error('nothing kept');
  const asked = { stack: 1, position: 7, isChosen: true };
  const state = arranging(startArrangement(study(asked), 'desk', found)).reduce(
    reduce,
    startState(1, 7, 'window'),
  );
  expect(paneOf(state).content?.stack).toBe(1);
  expect(positionOf(paneOf(state))).toBe(7);
  expect(paneOf(state, 0).content?.stack).toBe(0);
});

test('without one a study opens as its like hangs, at the image that was sent with it, where the screen has room', () => {
  const first = { stack: 0, position: 3, isChosen: false };
  expect(startArrangement(study(first, 'MR'), 'desk', undefined)).toEqual({
    layout: '2x2',
    active: 0,
    panes: [{ stack: 0, position: 3 }, { stack: 1, position: 0 }, { stack: 2, position: 0 }, undefined],
  });
  const alone = { layout: '1x1', active: 0, panes: [{ stack: 0, position: 3 }] };
  expect(startArrangement(study(first, 'MR'), 'tablet', undefined)).toEqual(alone);
  expect(startArrangement(study(first), 'desk', undefined)).toEqual(alone);
  expect(startArrangement(study({ ...first, isChosen: true }, 'MR'), 'desk', undefined)).toEqual(alone);
});

test.each([
  ['nothing', null],
  ['another layout', { layout: '9x9', active: 0, panes: [{ stack: 0, position: 0 }] }],
  ['a series that is not there', { layout: '1x1', active: 0, panes: [{ stack: 3, position: 0 }] }],
  ['an image that is not there', { layout: '1x1', active: 0, panes: [{ stack: 0, position: 10 }] }],
  ['a pane that is not there', { layout: '1x1', active: 4, panes: [{ stack: 0, position: 0 }] }],
  ['words for numbers', { layout: '1x1', active: 0, panes: [{ stack: '0', position: 0 }] }],
])('%s is no arrangement', (_, value) => {
  expect(readArrangement(value, frames)).toBeUndefined();
});
