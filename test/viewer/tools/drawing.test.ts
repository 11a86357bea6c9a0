import type { AnnotationKind, ImagePoint } from '@pacs/shared/annotations';
import { describe, expect, it } from 'vitest';
import {
  draftPoints,
  isComplete,
  moveDraft,
  pressDraft,
  releaseDraft,
  unplacePoint,
  type Draft,
} from '../../../web/src/viewer/tools/core/drawing.ts';

const at = (x: number, y = 0): ImagePoint => ({ x, y });
const begin = (kind: AnnotationKind): Draft => ({ kind, placed: [], floating: at(0) });

/** A press at `from` that is let go at `to`. */
const stroke = (draft: Draft, from: ImagePoint, to = from): Draft => {
  const pressed = pressDraft(draft, from);
  const wasDragged = from !== to;
  return releaseDraft(wasDragged ? moveDraft(pressed, to) : pressed, draft, to, wasDragged);
};
const xs = (draft: Draft) => draft.placed.map(({ x }) => x);

describe('a figure being drawn', () => {
  it('is complete after one drag where it has two points', () => {
    const drawn = stroke(begin('length'), at(1), at(2));
    expect([isComplete(drawn), xs(drawn)]).toEqual([true, [1, 2]]);
  });

  it('takes clicks as well', () => {
    const once = stroke(begin('ellipse'), at(1));
    expect([isComplete(once), xs(once)]).toEqual([false, [1]]);
    expect(draftPoints(moveDraft(once, at(7))).map(({ x }) => x)).toEqual([1, 7]);
    expect(xs(stroke(once, at(2)))).toEqual([1, 2]);
  });

  it('is an angle after a drag and a click, or three clicks', () => {
    expect(xs(stroke(stroke(begin('angle'), at(1), at(2)), at(3)))).toEqual([1, 2, 3]);
    expect(xs([at(1), at(2), at(3)].reduce((draft, point) => stroke(draft, point), begin('angle')))).toEqual([
      1, 2, 3,
    ]);
  });

  it('is a Cobb angle after two drags, or four clicks', () => {
    const dragged = stroke(stroke(begin('cobb'), at(1), at(2)), at(3), at(4));
    expect([isComplete(dragged), xs(dragged)]).toEqual([true, [1, 2, 3, 4]]);
    const clicked = [at(1), at(2), at(3), at(4)].reduce(
      (draft, point) => stroke(draft, point),
      begin('cobb'),
    );
    expect([isComplete(clicked), xs(clicked)]).toEqual([true, [1, 2, 3, 4]]);
  });

  it('is a probe at the place where it is let go or clicked', () => {
    expect(xs(stroke(begin('probe'), at(1)))).toEqual([1]);
  });

  it('gives back its last point', () => {
    const once = stroke(begin('length'), at(1));
    expect(unplacePoint(once)?.placed).toEqual([]);
    expect(unplacePoint(begin('length'))).toBeUndefined();
  });
});
