import { expect, test } from 'vitest';
import { commandOf, shortcuts } from '../../../web/src/viewer/core/shortcuts.ts';
import {
  lookOf,
  positionOf,
  paneOf,
  startState,
  untouched,
  type StackShape,
  type ViewerAction,
  type ViewerState,
} from '../../../web/src/viewer/core/viewer-state.ts';
import { maxZoom } from '../../../web/src/viewer/core/zoom.ts';
import { fittingLayout, shownPanes } from '../../../web/src/viewer/core/layout.ts';
import { viewerReducer } from '../../../web/src/viewer/core/viewer-reducer.ts';
import { keyed } from '../../../web/src/viewer/view/extensions.ts';
import { readPlace, writePlace } from '../../../web/src/viewer/core/place.ts';

const shape = (frames: number, modality = 'CT'): StackShape => ({
  frames,
  modality,
  values: {},
  space: () => ({ space: undefined, planes: [] }),
});
const reduce = viewerReducer([[shape(10), shape(1, 'MR'), shape(3)], [shape(5)]]);
const start = startState(0, 4, 'window');
const after = (...actions: ViewerAction[]) => actions.reduce(reduce, start);
const position = (state: ViewerState, pane?: number) => positionOf(paneOf(state, pane));
const look = (state: ViewerState, pane?: number) => lookOf(paneOf(state, pane));
const stacks = (state: ViewerState) => state.panes.map(({ content }) => content?.stack);

test('steps stay within the stack and know their direction', () => {
  expect(position(after({ type: 'step', by: 3 }))).toBe(7);
  expect(position(after({ type: 'step', by: 99 }))).toBe(9);
  expect(position(after({ type: 'step', by: -99 }))).toBe(0);
  expect(paneOf(after({ type: 'step', by: 1 })).travel).toBe(1);
  expect(paneOf(after({ type: 'position', position: 1 })).travel).toBe(-1);
});

test('each stack keeps its own position and look', () => {
  const away = after({ type: 'invert' }, { type: 'stack', stack: 2 }, { type: 'step', by: 1 });
  expect(position(away)).toBe(1);
  expect(look(away)).toEqual(untouched);
  const back = reduce(away, { type: 'stack', stack: 0 });
  expect(position(back)).toBe(4);
  expect(look(back).invert).toBe(true);
});

test('what a presentation state wants of several series holds in every pane, and for no other series', () => {
  const wanted = { ...untouched, zoom: 2 };
  const state = after(
    { type: 'layout', layout: '1x2' },
    { type: 'present', looks: { '0.0': wanted, '0.2': wanted } },
  );
  expect(look(state)).toEqual(wanted);
  expect(look(reduce(state, { type: 'stack', stack: 1 }))).toEqual(untouched);
  expect(look(reduce(state, { type: 'stack', stack: 2, pane: 1 }), 1)).toEqual(wanted);
  expect(look(reduce(state, { type: 'reset' }))).toEqual(untouched);
});

test('a stack that is not there changes nothing', () => {
  const state = start;
  expect(reduce(state, { type: 'stack', stack: 3 })).toBe(state);
  expect(reduce(state, { type: 'stack', stack: -1 })).toBe(state);
});

test('zoom has its bounds; fit puts zoom and pan back and leaves the window', () => {
  const voi = { kind: 'window', center: 1, width: 2 } as const;
  const state = after({ type: 'voi', voi }, { type: 'zoom', zoom: 1e6, pan: { x: 3, y: 4 } });
  expect(look(state)).toMatchObject({ zoom: maxZoom, pan: { x: 3, y: 4 } });
  expect(look(reduce(state, { type: 'fit' }))).toMatchObject({ zoom: 1, pan: { x: 0, y: 0 }, voi });
  expect(look(reduce(state, { type: 'reset' }))).toEqual(untouched);
});

test('a window may bring its own black on white; others leave the greys as they are', () => {
  const voi = { kind: 'window', center: 1, width: 2 } as const;
  expect(look(after({ type: 'voi', voi, invert: true }))).toMatchObject({ voi, invert: true });
  expect(look(after({ type: 'invert' }, { type: 'voi', voi })).invert).toBe(true);
  expect(look(after({ type: 'invert' }, { type: 'voi', voi, invert: false })).invert).toBe(false);
});

test('a single image does not play, and leaving a stack stops', () => {
  expect(paneOf(after({ type: 'stack', stack: 1 }, { type: 'play', playing: true })).playing).toBe(false);
  expect(paneOf(after({ type: 'play', playing: true }, { type: 'stack', stack: 2 })).playing).toBe(false);
});

test('every listed key has its command and no key has two, and the browser keeps its own combinations', () => {
  const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
  for (const { keys, command } of shortcuts)
    for (const key of keys) expect(commandOf({ key, ...plain }, keyed)).toEqual(command);
  const extensions = Object.values(keyed).flat();
  const keys = [
    ...shortcuts.flatMap((shortcut) => shortcut.keys),
    ...extensions.flatMap(({ key }) => (key === undefined ? [] : [key])),
  ];
  expect(new Set(keys).size).toBe(keys.length);
  expect(commandOf({ key: 'Z', ...plain }, keyed)).toEqual({ type: 'tool', tool: 'zoom' });
  expect(commandOf({ key: 'F', ...plain }, keyed)).toEqual({ type: 'flip', axis: 'horizontal' });
  expect(commandOf({ key: '3', ...plain }, keyed)).toEqual({ type: 'preset', number: 3 });
  expect(commandOf({ key: 'r', ...plain, ctrlKey: true }, keyed)).toBeUndefined();
  expect(commandOf({ key: 'Tab', ...plain }, keyed)).toBeUndefined();
});

test('the address keeps series and image, counted from one', () => {
  expect(readPlace(writePlace({ stack: 2, position: 13 }))).toEqual({ stack: 2, position: 13 });
  expect(writePlace({ stack: 0, position: 0 })).toBe('?series=1&image=1');
  expect(readPlace('')).toBeUndefined();
  expect(readPlace('?series=-1')).toBeUndefined();
  expect(readPlace('?series=2&image=x')).toEqual({ stack: 1, position: 0 });
});

test('a pane keeps its own place and look of a stack that another shows too', () => {
  const state = after(
    { type: 'layout', layout: '1x2' },
    { type: 'show', content: { kind: 'stack', study: 0, stack: 0 }, pane: 1 },
    { type: 'invert', pane: 1 },
    { type: 'step', by: 2, pane: 1 },
  );
  expect([position(state, 0), position(state, 1)]).toEqual([4, 2]);
  expect([look(state, 0).invert, look(state, 1).invert]).toEqual([false, true]);
  expect(state.panes[0]).toBe(start.panes[0]);
});

test('new panes fill with the stacks that follow, and keep what they had when they come back', () => {
  const four = after({ type: 'layout', layout: '2x2' });
  expect(stacks(four)).toEqual([0, 1, 2, undefined]);
  const changed = [
    { type: 'show', content: { kind: 'stack', study: 1, stack: 0 }, pane: 3 },
    { type: 'layout', layout: '1x1' },
    { type: 'layout', layout: '2x2' },
  ].reduce((state, action) => reduce(state, action as ViewerAction), four);
  expect(stacks(changed)).toEqual([0, 1, 2, 0]);
  expect(changed.panes[3]?.content?.study).toBe(1);
});

test('one pane alone, and back to the layout; where there is one only, its image fits again', () => {
  const four = after({ type: 'layout', layout: '2x2' });
  const alone = reduce(four, { type: 'maximise', pane: 2 });
  expect(alone).toMatchObject({ isMaximised: true, active: 2, layout: '2x2' });
  expect(shownPanes(alone.layout, alone.active, alone.isMaximised)).toEqual([2]);
  const back = reduce(alone, { type: 'maximise' });
  expect(shownPanes(back.layout, back.active, back.isMaximised)).toEqual([0, 1, 2, 3]);
  const one = after({ type: 'zoom', zoom: 3 }, { type: 'maximise' });
  expect(one.isMaximised).toBe(false);
  expect(look(one).zoom).toBe(1);
});

test('a phone has room for one pane, a tablet for two, and the active one is among them', () => {
  expect(fittingLayout('2x2', 'phone')).toBe('1x1');
  expect(fittingLayout('2x2', 'tablet')).toBe('1x2');
  expect(fittingLayout('2x1', 'tablet')).toBe('2x1');
  expect(fittingLayout('2x2', 'desk')).toBe('2x2');
  expect(shownPanes('1x2', 3, false)).toEqual([2, 3]);
});

test('a study that takes another one’s place inherits nothing that was chosen there', () => {
  const there = { kind: 'stack', study: 1, stack: 0 } as const;
  const compared = after(
    { type: 'arrange', layout: '1x2', contents: [start.panes[0]?.content, there] },
    { type: 'position', position: 3, pane: 1 },
    { type: 'invert', pane: 1 },
    { type: 'invert', pane: 0 },
    { type: 'only', only: { name: 'Key images', study: 1, positions: { 0: [3] } } },
  );
  const replaced = reduce(compared, { type: 'replace', study: 1 });
  expect(replaced.panes[1]?.content).toBeUndefined();
  expect(replaced.only).toBeUndefined();
  expect(look(replaced, 0).invert).toBe(true);
  expect(position(replaced, 0)).toBe(4);
  const again = reduce(replaced, { type: 'show', content: there, pane: 1 });
  expect(look(again, 1)).toEqual(untouched);
  expect(position(again, 1)).toBe(0);
});
