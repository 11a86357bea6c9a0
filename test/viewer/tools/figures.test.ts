import type { AnnotationKind, ImagePoint } from '@pacs/shared/annotations';
import { limits } from '@pacs/shared/limits';
import { expect, test } from 'vitest';
import { upright } from '../../../web/src/viewer/core/turn.ts';
import { figurePath, handlesOf, withHandle } from '../../../web/src/viewer/tools/figure-places.ts';
import { keyWay } from '../../../web/src/viewer/tools/key-way.ts';
import { noneWords, savingWords } from '../../../web/src/viewer/tools/saving-words.ts';
import { drawingTools } from '../../../web/src/viewer/tools/tool-list.ts';
import { withText } from '../../../web/src/viewer/tools/with-text.ts';
import type { PaneTransforms } from '../../../web/src/viewer/view/pane-frame.ts';

/** Twice as large, and a little to the right. */
const transforms: PaneTransforms = {
  imageToScreen: ({ x, y }) => ({ x: 2 * x + 10, y: 2 * y }),
  screenToImage: ({ x, y }) => ({ x: (x - 10) / 2, y: y / 2 }),
  matrix: () => [2, 0, 0, 2, 10, 0],
  toPan: (moved) => moved,
  scale: () => 2,
  size: () => ({ width: 400, height: 300 }),
  version: () => 1,
  subscribe: () => () => undefined,
};
const at = (x: number, y: number): ImagePoint => ({ x, y });
const four = [at(0, 0), at(10, 20), at(30, 0), at(30, 40)];

test.each<[AnnotationKind, string]>([
  ['length', 'M10.00 0.00L30.00 40.00'],
  ['angle', 'M10.00 0.00L30.00 40.00L70.00 0.00'],
  ['cobb', 'M10.00 0.00L30.00 40.00M70.00 0.00L70.00 80.00'],
  ['rectangle', 'M10.00 0.00H30.00V40.00H10.00Z'],
  ['ellipse', 'M10.00 20.00A10.00 20.00 0 1 0 30.00 20.00A10.00 20.00 0 1 0 10.00 20.00Z'],
])('a %s is drawn where its points lie on the screen', (kind, path) => {
  expect(figurePath({ kind, points: four }, transforms)).toBe(path);
});

test('nothing is drawn while no image is on the screen', () => {
  const none = { ...transforms, imageToScreen: () => undefined };
  expect(figurePath({ kind: 'length', points: four }, none)).toBeUndefined();
});

test('every corner of a box can be dragged, and the opposite one stays', () => {
  const box = { kind: 'rectangle' as const, points: [at(0, 0), at(10, 20)] };
  const corners = handlesOf(box);
  expect(corners.map((corner) => corner.at)).toEqual([at(0, 0), at(10, 0), at(10, 20), at(0, 20)]);
  const moved = corners.map((corner) => withHandle(box, corner, at(5, 6)).points);
  expect(moved).toEqual([
    [at(5, 6), at(10, 20)],
    [at(0, 6), at(5, 20)],
    [at(0, 0), at(5, 6)],
    [at(5, 0), at(10, 6)],
  ]);
});

test('arrow keys go along the screen, whichever way the image lies', () => {
  const press = (key: string, shiftKey = false) => ({ key, shiftKey });
  expect(keyWay(press('ArrowRight'), upright)).toEqual(at(1, 0));
  expect(keyWay(press('ArrowUp', true), upright)).toEqual(at(0, -10));
  expect(keyWay(press('ArrowRight'), { rotation: 90, mirrored: false })).toEqual(at(0, -1));
  expect(keyWay(press('ArrowLeft'), { rotation: 0, mirrored: true })).toEqual(at(1, 0));
  expect(keyWay(press('a'), upright)).toBeUndefined();
});

test('no two drawing tools have the same key', () => {
  expect(new Set(drawingTools.map(({ key }) => key)).size).toBe(drawingTools.length);
});

test('text is bounded, trimmed, and gone where it says nothing', () => {
  const plain = {
    id: 'a'.repeat(16),
    kind: 'probe' as const,
    instance: 'i',
    frame: 1,
    points: [at(0, 0)],
    createdAtMs: 1,
  };
  expect(withText(plain, ' nodule ')).toEqual({ ...plain, text: 'nodule' });
  expect(withText({ ...plain, text: 'x' }, '  ')).toEqual(plain);
  expect(withText(plain, 'x'.repeat(999)).text).toHaveLength(limits.annotationTextMax);
});

test('what is not saved is never called saved', () => {
  for (const saving of ['memory', 'unread', 'unsaved', 'retrying', 'refused'] as const)
    expect(savingWords({ saving, refusal: undefined })).not.toMatch(/are saved/);
  for (const saving of ['loading', 'unread'] as const)
    expect(noneWords({ saving, refusal: undefined })).not.toMatch(/None/);
  expect(noneWords({ saving: 'saved', refusal: undefined })).toMatch(/None/);
  expect(savingWords({ saving: 'refused', refusal: 'too-large' })).toContain('500');
});
