/** Display shutters (PS3.3 C.7.6.11): what lies outside every one of them is covered. */
import type { PresentationState } from '../../document-content.ts';
import { number, numbers, plainTexts, vector } from '../values.ts';
import type { DataItem } from '../walk.ts';
import { documentFields as fields } from './document-tags.ts';

type Shutters = PresentationState['shutters'];

/** Vertices and centres are written row, column (C.7.6.11.1): here column, row. */
export function readShutters(
  root: DataItem,
): Pick<PresentationState, 'shutters' | 'shutterPresentationValue'> {
  const shutters = plainTexts(root, fields.shutterShape)
    .slice(0, 16)
    .flatMap((shape) => readShutter(root, shape));
  const covered = number(root, fields.shutterPresentationValue);
  return {
    shutters,
    ...(covered === undefined || covered < 0 || covered > 65_535
      ? {}
      : { shutterPresentationValue: Math.trunc(covered) }),
  };
}

function readShutter(root: DataItem, shape: string): Shutters {
  if (shape === 'RECTANGULAR') {
    const left = number(root, fields.shutterLeftVerticalEdge);
    const right = number(root, fields.shutterRightVerticalEdge);
    const upper = number(root, fields.shutterUpperHorizontalEdge);
    const lower = number(root, fields.shutterLowerHorizontalEdge);
    if (left === undefined || right === undefined || upper === undefined || lower === undefined) return [];
    return [{ shape, left, right, upper, lower }];
  }
  if (shape === 'CIRCULAR') {
    const centre = vector(root, fields.centerOfCircularShutter, 2);
    const radius = number(root, fields.radiusOfCircularShutter);
    if (centre === undefined || radius === undefined) return [];
    return [{ shape, centre: [centre[1] ?? 0, centre[0] ?? 0], radius }];
  }
  if (shape !== 'POLYGONAL') return [];
  const values = numbers(root, fields.verticesOfThePolygonalShutter).slice(0, 20_000);
  if (values.length < 6 || !values.every(Number.isFinite)) return [];
  const vertices = Array.from({ length: values.length >> 1 }, (_, index): [number, number] => [
    values[index * 2 + 1] ?? 0,
    values[index * 2] ?? 0,
  ]);
  return [{ shape, vertices }];
}
