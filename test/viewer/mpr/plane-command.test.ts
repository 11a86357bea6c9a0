import { expect, test } from 'vitest';
import { commandOf, shortcuts } from '../../../web/src/viewer/core/shortcuts.ts';
import { mprReducer, startMpr, type MprState } from '../../../web/src/viewer/mpr/core/mpr-state.ts';
import { depthOf } from '../../../web/src/viewer/mpr/core/plane.ts';
import { planeCommand } from '../../../web/src/viewer/mpr/core/plane-command.ts';
import { keyed } from '../../../web/src/viewer/view/extensions.ts';
import { smallVolume } from './support/small-volume.ts';

const reduce = mprReducer(smallVolume);
const presets = [
  { name: 'Lung', voi: { kind: 'window', center: -600, width: 1500 } },
  { name: 'SUV 0–5, black on white', voi: { kind: 'window', center: 2, width: 4 }, invert: true },
] as const;

/** What these keys make of planes that were just opened. */
const after = (...keys: string[]): MprState =>
  keys.reduce((state, pressed) => {
    const [key = '', shift] =
      pressed.split('+Shift').length > 1 ? [pressed.replace('+Shift', ''), true] : [pressed];
    const press = { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: shift === true };
    const command = commandOf(press, keyed);
    const now = {
      state,
      geometry: smallVolume,
      presets,
      toPan: ({ x, y }: { x: number; y: number }) => ({ x: x / 2, y: y / 2 }),
    };
    const action = command && planeCommand(command, now);
    return action === undefined ? state : reduce(state, action);
  }, startMpr(smallVolume));

const axial = (state: MprState) => state.placements.axial;

test('zoom, pan and fit mean the plane that was touched last, and no other', () => {
  expect(axial(after('+', '+')).zoom).toBeCloseTo(1.25 ** 2);
  expect(axial(after('-')).zoom).toBeCloseTo(0.8);
  expect(axial(after('ArrowRight+Shift', 'ArrowUp+Shift')).pan).toEqual({ x: 20, y: -20 });
  expect(axial(after('ArrowRight+Shift', '+', 'x'))).toEqual({ zoom: 1, pan: { x: 0, y: 0 } });
  const { coronal, sagittal } = after('+', 'ArrowRight+Shift').placements;
  expect([coronal, sagittal]).toEqual([axial(after()), axial(after())]);
});

test('arrows and page keys go through the plane, Home and End to its ends', () => {
  const depth = (state: MprState) => depthOf('axial', state.at);
  expect(depth(after('ArrowDown')) - depth(after())).toBe(2);
  expect(depth(after('PageUp')) - depth(after())).toBe(-2);
  expect(depth(after('Home'))).toBe(100);
  expect(depth(after('End'))).toBe(140);
});

test('digits choose presets, black on white where they are so; 0 goes back to the file’s window', () => {
  expect(after('1')).toMatchObject({ voi: presets[0].voi, invert: false });
  expect(after('2')).toMatchObject({ voi: presets[1].voi, invert: true });
  expect(after('2', '1').invert).toBe(true);
  expect(after('1', '0').voi).toBeUndefined();
  expect(after('9')).toEqual(after());
});

test('the key of a tool chooses it, and again goes back to the crossing point', () => {
  for (const [key, tool] of [
    ['w', 'window'],
    ['z', 'zoom'],
    ['p', 'pan'],
  ] as const) {
    expect(after(key).tool).toBe(tool);
    expect(after(key, key).tool).toBe('cross');
  }
  expect(after('l').tool).toBe('cross');
});

test('what has no meaning in planes changes nothing', () => {
  const meant = [
    'step',
    'stack-step',
    'first-image',
    'last-image',
    'voi',
    'invert',
    'zoom-by',
    'fit',
    'maximise',
    'reset',
  ];
  for (const { keys, command } of shortcuts)
    if (!meant.includes(command.type)) expect(after(...keys)).toEqual(after());
});
