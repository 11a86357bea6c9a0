import type { Stack } from '../manifest.ts';

/** The frame that stands for a stack in lists: the middle of stacks in space, where most of the anatomy is. */
export function portraitPosition({ order, frames }: Pick<Stack, 'order' | 'frames'>): number {
  return order === 'position' ? Math.floor((frames.length - 1) / 2) : 0;
}
