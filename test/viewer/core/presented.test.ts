import { DisplayFacts, type IndexInstance } from '@pacs/shared/manifest';
import { expect, test } from 'vitest';
import { isFor, placeOfArea, presentedArea } from '../../../web/src/viewer/core/presented.ts';
import type { FrameFacts } from '../../../web/src/viewer/core/facts.ts';
import { upright } from '../../../web/src/viewer/core/turn.ts';
import { lookOfState } from '../../../web/src/viewer/documents/presentation-look.ts';
import { graphicPath, placer } from '../../../web/src/viewer/documents/graphic-path.ts';
import { emptyState, threeShutters } from './support/presentation-states.ts';

const image = (id: string, frame = 0) => ({
  address: [0, frame] as [number, number],
  instance: { id } as IndexInstance,
});
const state = emptyState({
  references: [{ instance: 'a' }, { instance: 'b', frames: [1] }],
  voi: [
    { images: [{ instance: 'b' }], window: { center: 1, width: 2 } },
    { window: { center: 40, width: 400 } },
  ],
  areas: [{ topLeft: [33, 17], bottomRight: [96, 48], sizeMode: 'SCALE TO FIT' }],
  shutters: threeShutters,
  shutterPresentationValue: 65_535,
});

test('a state counts for the images and frames that it names, and for no others', () => {
  expect([image('a'), image('b'), image('b', 1), image('c')].map((one) => isFor(state, one))).toEqual([
    true,
    false,
    true,
    false,
  ]);
  expect(isFor(state, image('a'), [{ instance: 'b' }])).toBe(false);
});

test('the displayed area is whole and in the middle, turned or not', () => {
  const area = presentedArea(state, image('a'));
  expect(area).toEqual({ left: 32, top: 16, right: 96, bottom: 48 });
  const size = { rows: 128, columns: 128 };
  expect(area && placeOfArea(area, size, upright)).toEqual({ zoom: 2, pan: { x: 0, y: 32 } });
  expect(area && placeOfArea(area, size, { rotation: 90, mirrored: false }).pan).toEqual({ x: -32, y: 0 });
});

test('a look says which part of the image it has been zoomed to', () => {
  const facts = { ...image('a'), format: { photometricInterpretation: 'RGB', rows: 128, columns: 128 } };
  expect(lookOfState(state, facts as unknown as FrameFacts)).toMatchObject({
    zoom: 2,
    presentation: { area: { left: 32, top: 16, right: 96, bottom: 48 } },
  });
});

test('graphics are placed by pixels from 1, or by fractions of the area', () => {
  const twice = ({ x, y }: { x: number; y: number }) => ({ x: 2 * x, y: 2 * y });
  const place = placer(twice, { left: 10, top: 10, right: 30, bottom: 20 });
  expect(place('pixel', [0.5, 0.5])).toEqual({ x: 0, y: 0 });
  expect(place('display', [0.5, 1])).toEqual({ x: 40, y: 40 });
  const graphic = (
    type: 'POLYLINE' | 'CIRCLE' | 'ELLIPSE' | 'INTERPOLATED' | 'POINT',
    points: [number, number][],
  ) => graphicPath({ type, units: 'pixel', points, filled: false }, place);
  expect(
    graphic('POLYLINE', [
      [1, 1],
      [2, 3],
    ]),
  ).toBe('M1.00 1.00L3.00 5.00');
  expect(graphic('POINT', [[5, 5]])).toMatch(/^M6\.00 9\.00a3/);
  expect(
    graphic('CIRCLE', [
      [10, 10],
      [10, 14],
    ]),
  ).toMatch(/^M27\.00 19\.00L.*L19\.00 27\.00L.*L11\.00 19\.00L/);
  expect(
    graphic('ELLIPSE', [
      [6, 10],
      [14, 10],
      [10, 8],
      [10, 12],
    ]),
  ).toMatch(/^M27\.00 19\.00L.*L19\.00 23\.00L.*L11\.00 19\.00L/);
  expect(
    graphic('INTERPOLATED', [
      [1, 1],
      [4, 2],
      [6, 6],
    ]),
  ).toMatch(/^M1\.00 1\.00C.* 7\.00 3\.00C.* 11\.00 11\.00$/);
});

test.each([
  ['MONOCHROME2', 'IDENTITY', false],
  ['MONOCHROME2', 'INVERSE', true],
  ['MONOCHROME1', 'IDENTITY', true],
  ['MONOCHROME1', 'INVERSE', false],
  ['PALETTE COLOR', 'INVERSE', false],
] as const)(
  'over %s the shape %s is all that counts for polarity',
  (photometricInterpretation, shape, invert) => {
    const facts = {
      ...image('a'),
      display: DisplayFacts.parse({}),
      format: { photometricInterpretation, rows: 4, columns: 4 },
    } as unknown as FrameFacts;
    expect(lookOfState({ ...state, areas: [], presentationLut: { shape } }, facts).invert).toBe(invert);
  },
);
