import { describe, expect, it } from 'vitest';
import type { Annotation } from '@pacs/shared/annotations';
import { insideImage, isDegenerate, movedBy, withPoint } from '../../../web/src/viewer/tools/core/edit.ts';
import {
  angleAt,
  angleBetween,
  areaOf,
  boxOf,
  distance,
  middleOf,
} from '../../../web/src/viewer/tools/core/geometry.ts';

const at = (x: number, y: number) => ({ x, y });
const square = { perColumn: 1, perRow: 1 };

describe('lengths', () => {
  it('are Pythagoras in the units of the axes', () => {
    expect(distance(at(0, 0), at(3, 4), square)).toBe(5);
    // 3 columns of 2 mm, 4 rows of 0.5 mm: √(6² + 2²).
    expect(distance(at(10, 10), at(13, 6), { perColumn: 2, perRow: 0.5 })).toBeCloseTo(Math.sqrt(40), 12);
  });
});

describe('angles', () => {
  it.each([
    [at(1, 0), at(0, 1), 90],
    [at(1, 0), at(1, 1), 45],
    [at(1, 0), at(-1, 0), 180],
    [at(1, 0), at(-1, 1), 135],
    [at(0, 5), at(0, 1), 0],
  ])('at a vertex go from 0 to 180 degrees: %o %o', (one, other, degrees) => {
    expect(angleAt(at(0, 0), one, other, square)).toBeCloseTo(degrees, 10);
    expect(angleAt(at(0, 0), other, one, square)).toBeCloseTo(degrees, 10);
  });

  it('are those of the patient where pixels are not square', () => {
    // One column is √3 as wide as a row is high: the diagonal rises by 30°, not 45°.
    expect(angleAt(at(0, 0), at(1, 0), at(1, 1), { perColumn: Math.sqrt(3), perRow: 1 })).toBeCloseTo(30, 10);
  });

  it('of Cobb are acute whichever way the lines were drawn', () => {
    const flat = [at(0, 0), at(10, 0)] as const;
    const rising = [at(0, 50), at(10, 50 - 10 * Math.tan((24 * Math.PI) / 180))] as const;
    expect(angleBetween(flat, rising, square)).toBeCloseTo(24, 10);
    expect(angleBetween(flat, [rising[1], rising[0]], square)).toBeCloseTo(24, 10);
  });

  it('do not exist without a way', () => {
    expect(angleAt(at(1, 1), at(1, 1), at(2, 2), square)).toBeUndefined();
  });
});

describe('areas', () => {
  it('are those of the figure, in the units of the axes', () => {
    const box = boxOf(at(30, 12), at(10, 20));
    expect(box).toEqual({ left: 10, top: 12, right: 30, bottom: 20 });
    expect(areaOf('rectangle', box, { perColumn: 0.5, perRow: 0.25 })).toBe(20);
    expect(areaOf('ellipse', box, square)).toBeCloseTo(Math.PI * 10 * 4, 10);
    expect(middleOf([at(0, 0), at(4, 8)])).toEqual(at(2, 4));
  });
});

describe('changes of a figure', () => {
  const size = { rows: 100, columns: 200 };
  const line: Annotation = {
    id: 'a'.repeat(16),
    kind: 'length',
    instance: 'i',
    frame: 1,
    points: [at(10, 20), at(50, 90)],
    label: at(60, 60),
    createdAtMs: 1,
  };

  it('stay on the image and keep its shape', () => {
    expect(movedBy(line, at(5, 5), size)).toMatchObject({
      points: [at(15, 25), at(55, 95)],
      label: at(65, 65),
    });
    expect(movedBy(line, at(0, 50), size).points).toEqual([at(10, 30), at(50, 100)]);
    expect(movedBy(line, at(-500, -500), size).points).toEqual([at(0, 0), at(40, 70)]);
    expect(withPoint(line, 1, at(900, -3), size).points).toEqual([at(10, 20), at(200, 0)]);
    expect(insideImage(at(-1, 101), size)).toEqual(at(0, 100));
  });

  it('that leave nothing to measure are told', () => {
    expect(isDegenerate(line)).toBe(false);
    expect(isDegenerate({ kind: 'length', points: [at(1, 1), at(1, 1)] })).toBe(true);
    expect(isDegenerate({ kind: 'rectangle', points: [at(1, 1), at(1, 9)] })).toBe(true);
    expect(isDegenerate({ kind: 'cobb', points: [at(1, 1), at(2, 1), at(5, 5), at(5, 5)] })).toBe(true);
    expect(isDegenerate({ kind: 'probe', points: [at(1, 1)] })).toBe(false);
  });
});
