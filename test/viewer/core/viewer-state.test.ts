import { expect, test } from 'vitest';
import { commandOf, shortcuts } from '../../../web/src/viewer/core/shortcuts.ts';
import {
  lookOf,
  maxZoom,
  positionOf,
  startState,
  untouched,
  viewerReducer,
  type ViewerAction,
} from '../../../web/src/viewer/core/viewer-state.ts';
import { readPlace, writePlace } from '../../../web/src/viewer/core/place.ts';

const reduce = viewerReducer([10, 1, 3]);
const after = (...actions: ViewerAction[]) => actions.reduce(reduce, startState(0, 4));

test('steps stay within the stack and know their direction', () => {
  expect(positionOf(after({ type: 'step', by: 3 }))).toBe(7);
  expect(positionOf(after({ type: 'step', by: 99 }))).toBe(9);
  expect(positionOf(after({ type: 'step', by: -99 }))).toBe(0);
  expect(after({ type: 'step', by: 1 }).travel).toBe(1);
  expect(after({ type: 'position', position: 1 }).travel).toBe(-1);
});

test('each stack keeps its own position and look', () => {
  const away = after({ type: 'invert' }, { type: 'stack', stack: 2 }, { type: 'step', by: 1 });
  expect(positionOf(away)).toBe(1);
  expect(lookOf(away)).toEqual(untouched);
  const back = reduce(away, { type: 'stack', stack: 0 });
  expect(positionOf(back)).toBe(4);
  expect(lookOf(back).invert).toBe(true);
});

test('a stack that is not there changes nothing', () => {
  const state = startState(0, 4);
  expect(reduce(state, { type: 'stack', stack: 3 })).toBe(state);
  expect(reduce(state, { type: 'stack', stack: -1 })).toBe(state);
});

test('zoom has its bounds; fit puts zoom and pan back and leaves the window', () => {
  const voi = { kind: 'window', center: 1, width: 2 } as const;
  const state = after({ type: 'voi', voi }, { type: 'zoom', zoom: 1e6, pan: { x: 3, y: 4 } });
  expect(lookOf(state)).toMatchObject({ zoom: maxZoom, pan: { x: 3, y: 4 } });
  expect(lookOf(reduce(state, { type: 'fit' }))).toMatchObject({ zoom: 1, pan: { x: 0, y: 0 }, voi });
  expect(lookOf(reduce(state, { type: 'reset' }))).toEqual(untouched);
});

test('a single image does not play, and leaving a stack stops', () => {
  expect(after({ type: 'stack', stack: 1 }, { type: 'play', playing: true }).playing).toBe(false);
  expect(after({ type: 'play', playing: true }, { type: 'stack', stack: 2 }).playing).toBe(false);
});

test('every listed key works, and the browser keeps its own combinations', () => {
  const plain = { ctrlKey: false, metaKey: false, altKey: false };
  for (const { keys, command } of shortcuts)
    for (const key of keys) expect(commandOf({ key, ...plain })).toEqual(command);
  expect(new Set(shortcuts.flatMap(({ keys }) => keys)).size).toBe(
    shortcuts.flatMap(({ keys }) => keys).length,
  );
  expect(commandOf({ key: 'F', ...plain })).toEqual({ type: 'flip', axis: 'horizontal' });
  expect(commandOf({ key: '3', ...plain })).toEqual({ type: 'preset', number: 3 });
  expect(commandOf({ key: 'r', ...plain, ctrlKey: true })).toBeUndefined();
  expect(commandOf({ key: 'Tab', ...plain })).toBeUndefined();
});

test('the address keeps series and image, counted from one', () => {
  expect(readPlace(writePlace({ stack: 2, position: 13 }))).toEqual({ stack: 2, position: 13 });
  expect(writePlace({ stack: 0, position: 0 })).toBe('?series=1&image=1');
  expect(readPlace('')).toBeUndefined();
  expect(readPlace('?series=-1')).toBeUndefined();
  expect(readPlace('?series=2&image=x')).toEqual({ stack: 1, position: 0 });
});
