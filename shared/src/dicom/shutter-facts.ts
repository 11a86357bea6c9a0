/** The display shutter of an image or a presentation state (PS3.3 C.7.6.11). */
import type { Shutter } from '../manifest.ts';
import { present } from './present.ts';
import { number, numbers, plainTexts } from './values.ts';
import type { DataItem } from './walk.ts';

/** `rowToColumn`: height of a pixel in widths. Shapes that are not whole are left out: too much seen is better than too little. */
export function readShutter(item: DataItem, rowToColumn: number): Shutter | undefined {
  const shapes = plainTexts(item, 'shutterShape');
  const has = (shape: string) => shapes.includes(shape);
  const shutter = present({
    rectangle: has('RECTANGULAR') ? rectangleOf(item) : undefined,
    circle: has('CIRCULAR') ? circleOf(item, rowToColumn) : undefined,
    polygon: has('POLYGONAL') ? polygonOf(item) : undefined,
  });
  if (Object.keys(shutter).length === 0) return undefined;
  const value = number(item, 'shutterPresentationValue');
  const isPValue = value !== undefined && Number.isInteger(value) && value >= 0 && value <= 65_535;
  return { ...shutter, ...(isPValue && { presentationValue: value }) };
}

function rectangleOf(item: DataItem): Shutter['rectangle'] {
  const left = number(item, 'shutterLeftVerticalEdge');
  const right = number(item, 'shutterRightVerticalEdge');
  const top = number(item, 'shutterUpperHorizontalEdge');
  const bottom = number(item, 'shutterLowerHorizontalEdge');
  if (left === undefined || right === undefined || top === undefined || bottom === undefined)
    return undefined;
  return left < right && top < bottom ? { left, right, top, bottom } : undefined;
}

function circleOf(item: DataItem, rowToColumn: number): Shutter['circle'] {
  const [row, column] = numbers(item, 'centerOfCircularShutter').filter(Number.isFinite);
  const radius = number(item, 'radiusOfCircularShutter');
  if (row === undefined || column === undefined || radius === undefined || radius <= 0) return undefined;
  return { row, column, radius, rowToColumn };
}

function polygonOf(item: DataItem): Shutter['polygon'] {
  const values = numbers(item, 'verticesOfThePolygonalShutter');
  if (values.length < 6 || values.length > 8192 || !values.every(Number.isFinite)) return undefined;
  const corners: [number, number][] = [];
  for (let at = 0; at + 1 < values.length; at += 2) corners.push([values[at] ?? 0, values[at + 1] ?? 0]);
  return corners;
}
