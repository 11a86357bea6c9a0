/** One window for all panes: each stack of the modality shows the same, whatever its values are called. */
import { DisplayFacts } from '@pacs/shared/manifest';
import { expect, test } from 'vitest';
import type { Presented } from '../../../web/src/viewer/core/presented.ts';
import type { ValueFacts } from '../../../web/src/viewer/core/linked-window.ts';
import { presetsFor, windowOf, type Voi } from '../../../web/src/viewer/core/presets.ts';
import { viewerReducer } from '../../../web/src/viewer/core/viewer-reducer.ts';
import {
  contentKey,
  lookOf,
  paneOf,
  startState,
  untouched,
  type StackShape,
} from '../../../web/src/viewer/core/viewer-state.ts';

const shape = (modality: string, values: ValueFacts): StackShape => ({
  frames: 3,
  modality,
  values,
  space: () => ({ space: undefined, planes: [] }),
});

/** What the second pane shows once this has been set in the first. */
function inOther(
  voi: Voi,
  own: StackShape,
  other: StackShape,
  presentations: (Presented | undefined)[] = [],
) {
  const reduce = viewerReducer([[own, other]]);
  const tied = [{ type: 'layout', layout: '1x2' } as const, { type: 'link', what: 'window' } as const];
  const looks = Object.fromEntries(
    presentations.map((presentation, stack) => [
      contentKey({ kind: 'stack', study: 0, stack }),
      { ...untouched, presentation },
    ]),
  );
  const state = [
    ...tied,
    { type: 'present', looks } as const,
    { type: 'voi', voi, invert: true } as const,
  ].reduce(reduce, startState(0, 0, 'window'));
  return lookOf(paneOf(state, 1));
}

const pet = (suvbwFactor?: number, units = 'BQML') =>
  shape('PT', { units, ...(suvbwFactor !== undefined && { suvbwFactor }) });

test('a PET window is the same SUV in a study of another factor', () => {
  const facts = DisplayFacts.parse({ suvbwFactor: 0.0005 });
  const preset = presetsFor('PT', facts, true).find(({ name }) => name === 'SUV 0–5');
  if (preset === undefined) throw new Error('no preset');
  const { voi } = windowOf(preset);
  expect(voi).toMatchObject({ center: 5000, width: 10_000 });
  expect(inOther(voi, pet(0.0005), pet(0.00025))).toMatchObject({
    voi: { center: 10_000, width: 20_000, function: 'LINEAR_EXACT' },
    invert: true,
  });
  expect(inOther(voi, pet(0.0005), pet(1, 'GML')).voi).toMatchObject({ center: 2.5, width: 5 });
  expect(inOther(voi, pet(0.0005), pet(0.0005)).voi).toEqual(voi);
});

test('a PET window stays where it is set, where the other values cannot be told in its own', () => {
  const voi = { kind: 'window', center: 5000, width: 10_000 } as const;
  const alone = { voi: undefined, invert: false };
  expect(inOther(voi, pet(0.0005), pet())).toMatchObject(alone);
  expect(inOther(voi, pet(), pet(0.0005))).toMatchObject(alone);
  expect(inOther(voi, pet(), pet(undefined, 'CNTS'))).toMatchObject(alone);
  expect(inOther(voi, pet(), pet()).voi).toEqual(voi);
  // Each its own whole range.
  expect(inOther({ kind: 'auto' }, pet(0.0005), pet()).voi).toEqual({ kind: 'auto' });
});

test('a window of values that mean the same everywhere is handed on as it is, within its modality', () => {
  const voi = { kind: 'window', center: 40, width: 400 } as const;
  expect(inOther(voi, shape('CT', {}), shape('CT', {})).voi).toEqual(voi);
  expect(inOther(voi, shape('CT', {}), shape('MR', {})).voi).toBeUndefined();
});

test('a window stays where it is set, where a presentation state gives one of the two other values', () => {
  const state = { modality: { slope: 2, intercept: 0 } } as unknown as Presented['state'];
  const [presented, another] = [
    { name: 'a', state },
    { name: 'b', state: { ...state } },
  ];
  const voi = { kind: 'window', center: 40, width: 400 } as const;
  const ct = shape('CT', {});
  expect(inOther(voi, ct, ct, [presented, undefined]).voi).toBeUndefined();
  expect(inOther(voi, ct, ct, [undefined, presented]).voi).toBeUndefined();
  expect(inOther(voi, ct, ct, [presented, another]).voi).toBeUndefined();
  expect(inOther(voi, ct, ct, [presented, presented]).voi).toEqual(voi);
  expect(inOther({ kind: 'auto' }, ct, ct, [presented, undefined]).voi).toEqual({ kind: 'auto' });
});
