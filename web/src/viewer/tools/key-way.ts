/** Arrow keys over an image: by one of its pixels along the screen, ten with Shift. */
import type { ImagePoint } from '@pacs/shared/annotations';
import { imageDirections, type Turn } from '../core/turn.ts';

const far = 10;

/** undefined for keys that are no arrows. */
export function keyWay(
  { key, shiftKey }: { key: string; shiftKey: boolean },
  turn: Turn,
): ImagePoint | undefined {
  const { right, down } = imageDirections(turn);
  const steps: Readonly<Record<string, readonly [readonly [number, number], number]>> = {
    ArrowRight: [right, 1],
    ArrowLeft: [right, -1],
    ArrowDown: [down, 1],
    ArrowUp: [down, -1],
  };
  const step = steps[key];
  if (step === undefined) return undefined;
  const [[x, y], sign] = step;
  const by = sign * (shiftKey ? far : 1);
  return { x: x * by || 0, y: y * by || 0 };
}
