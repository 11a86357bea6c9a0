/** Going through a choice of images: what a position or step means where only some images count. */
import type { OnlyThese, PaneContent } from './viewer-state.ts';

/** Positions that count in this stack; undefined where all do. A stack with none of them has an empty list. */
export function chosenIn(only: OnlyThese | undefined, content: PaneContent): readonly number[] | undefined {
  return only?.study === content.study ? (only.positions[content.stack] ?? []) : undefined;
}

/** The chosen image at `wanted`, else the next one in the direction of travel; past the last one, `from` stays. */
export function chosenAt(chosen: readonly number[], wanted: number, from: number): number {
  if (wanted >= from) return chosen.find((position) => position >= wanted) ?? chosen.at(-1) ?? from;
  return chosen.findLast((position) => position <= wanted) ?? chosen[0] ?? from;
}

/** What cine runs through. */
export interface Reel {
  images: number;
  /** Which of them is on the screen; where none is, the next. */
  at: number;
  /** Where in the stack one of them is. */
  positionOf: (image: number) => number;
}

/** The chosen images one after the other, or the whole stack. */
export function reelOf(chosen: readonly number[] | undefined, frames: number, position: number): Reel {
  if (chosen === undefined) return { images: frames, at: position, positionOf: (image) => image };
  return {
    images: chosen.length,
    at: chosen.filter((one) => one < position).length % Math.max(1, chosen.length),
    positionOf: (image) => chosen[image] ?? position,
  };
}

/** So many chosen images further. */
export function chosenBy(chosen: readonly number[], from: number, by: number): number {
  const before = chosen.filter((position) => position < from).length;
  const isOn = chosen[before] === from;
  const at = by > 0 && !isOn ? before + by - 1 : before + by;
  return chosen[Math.min(chosen.length - 1, Math.max(0, at))] ?? from;
}
